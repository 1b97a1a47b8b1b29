"""Measuring charts: the school has the size it says, and everything is measured."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection

from bench import charts
from tests import factories


@pytest.fixture
def school(transactional_db):
    """A school filled with forty bodies, in a county with somebody who looks."""
    county = factories.county()
    factories.upper()
    school = factories.school(jurisdiction=county)
    charts.fill(school, 40, factories.ON)
    factories.grant(factories.user("demo-county"), county)
    return school


def test_the_school_has_so_many_bodies_and_most_are_closed_at_first(school):
    measured = {one.name: one for one in charts.drawn_by_the_server(school, factories.ON, rounds=2)}

    assert school.organizations.count() + school.units.count() == 40
    assert measured["cards, open"].beside == "41 cards"
    assert measured["cards, collapsed"].beside != "41 cards"
    assert list(measured)[-3:] == ["rows read", "PDF", "PNG"]
    assert {name: len(one.timings.seconds) for name, one in measured.items()} == dict.fromkeys(
        measured, 2
    ) | {"PDF": 1, "PNG": 1}


def opened(school):
    """Measure in a thread of its own: the browser of other tests holds the loop of this one."""

    def inside():
        try:
            return list(charts.opened_in_a_browser(get_wsgi_application(), school, rounds=1))
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(inside).result()


@pytest.mark.browser
def test_the_page_is_opened_in_a_browser(school, client):
    measured = opened(school)

    assert [one.name for one in measured] == [
        f"{what} in Chromium, {state}" for state in ("collapsed", "open") for what in ("page", "chart")
    ]
    assert measured[-1].beside == "41 cards"
    assert all(0 < seconds < 60 for one in measured for seconds in one.timings.seconds)
