"""What is likely is still what it says: the rows are those of the plain condition."""

from datetime import date

import pytest
from django.db.models import Q

from schools.likely import likely
from schools.models import Person, Unit
from tests import factories

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 1)


def keys(rows):
    return set(rows.values_list("pk", flat=True))


def test_the_rows_are_those_of_the_plain_condition():
    school = factories.school()
    holds = factories.unit(school, start=date(2020, 1, 1))
    factories.unit(school, start=date(2026, 9, 1))

    found = keys(Unit.objects.filter(likely(Q(period__contains=ON))))

    assert found == keys(Unit.objects.filter(period__contains=ON)) == {holds.pk}


def test_what_nobody_knows_is_not_met_and_what_is_not_met_is_the_rest():
    school = factories.school()
    unknown, later = factories.person(school), factories.person(school)
    Person.objects.filter(pk=unknown.pk).update(joined_on=None)
    Person.objects.filter(pk=later.pk).update(joined_on=date(2027, 1, 1))
    joined = likely(Q(joined_on__gt=ON))

    assert keys(Person.objects.filter(joined)) == {later.pk}
    assert keys(Person.objects.exclude(joined)) == {unknown.pk}
