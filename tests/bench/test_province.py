"""The measured province can be made, and every page of it is answered: a small one, as the large one is."""

from collections import Counter
from datetime import date

import pytest
from django.core.wsgi import get_wsgi_application

from bench import desk, oversight, province

ON = date(2026, 6, 1)
SCHOOLS = 120


@pytest.fixture
def chosen(transactional_db):
    place = province.fill(ON, schools=SCHOOLS)
    desk.fill(place, ON)
    return oversight.places(place, ON)


def test_each_page_is_answered_for_each_reader(chosen):
    visits = list(oversight.visits(get_wsgi_application(), chosen, 1))

    assert province.number() == SCHOOLS
    readers = Counter(visit.name.split(":")[0] for visit in visits)
    assert readers == {
        "province": len(oversight.OF_A_PLACE) + len(oversight.OF_THE_PROVINCE) + 1,  # and a city
        "county": len(oversight.OF_A_PLACE),
        "school": len(oversight.OF_A_SCHOOL),
    }
