"""Where an export comes from: which schools it had on a day."""

from datetime import timedelta

import pytest

from exports.places import Place
from schools.models import School
from tests import factories
from tests.exports.scene import close

pytestmark = pytest.mark.django_db
ON, DAY = factories.ON, timedelta(days=1)


def there(place, on):
    return sorted(place.schools_on(on).values_list("name", flat=True))


@pytest.mark.parametrize("days", [-400, 0, 400], ids=["long closed", "closed today", "planned"])
def test_a_school_is_there_until_the_day_it_is_closed(days, county, at_county):
    closing = ON + days * DAY
    close(county.small, closing)

    assert there(at_county, closing - DAY) == ["演示第一中学", "演示第二小学"]
    assert there(at_county, closing) == ["演示第一中学"]
    assert Place(county.small, county.official).schools_on(closing).count() == 0


def test_a_school_is_there_from_the_day_it_was_founded(county, at_county):
    School.objects.filter(pk=county.small.pk).update(founded_on=ON)

    assert there(at_county, ON - DAY) == ["演示第一中学"]
    assert there(at_county, ON) == ["演示第一中学", "演示第二小学"]
