"""Measuring charts: the school has the size it says, and everything is measured."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection

from bench import charts, dragging
from bench.pages import PageFailed
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


def apart(measure):
    """Measure in a thread of its own: the browser of other tests holds the loop of this one."""

    def inside():
        try:
            return list(measure())
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(inside).result()


def opened(school, application=None):
    application = application or get_wsgi_application()
    return apart(lambda: charts.opened_in_a_browser(application, school, rounds=1))


def forgetful(name):
    """Return the application as it is where a file of the page was not collected."""
    application = get_wsgi_application()

    def without_it(environ, start_response):
        if environ["PATH_INFO"].endswith(name):
            environ["PATH_INFO"] = "/static/nothing"
        return application(environ, start_response)

    return without_it


@pytest.mark.browser
def test_the_page_is_opened_in_a_browser(school, client):
    measured = opened(school)

    assert [one.name for one in measured] == [
        f"{what} in Chromium, {state}" for state in ("collapsed", "open") for what in ("page", "chart")
    ]
    assert measured[-1].beside.startswith("41 cards, main thread at work for ")
    assert all(0 < seconds < 60 for one in measured for seconds in one.timings.seconds)


@pytest.mark.browser
@pytest.mark.parametrize("name", ["site.css", "chart.js"])
def test_a_page_without_a_style_or_a_script_is_no_measurement(school, name):
    with pytest.raises(PageFailed, match=name):
        opened(school, forgetful(name))


@pytest.mark.browser
def test_a_unit_and_an_organisation_are_dragged_and_stay_where_they_were(school):
    def rows():
        return sorted(
            (row.number, row.parent_id) for row in (*school.units.all(), *school.organizations.all())
        )

    before = rows()

    rest, *drags = apart(lambda: dragging.dragged(get_wsgi_application(), school, seconds=0.6))

    assert [one.name for one in (rest, *drags)] == [
        "frames at rest",
        "frames, unit dragged",
        "frames, organization dragged",
    ]
    assert all(one.intervals and min(one.intervals) > 0 for one in (rest, *drags))
    assert rows() == before


@pytest.mark.browser
def test_a_chart_without_a_card_to_drag_is_no_measurement(transactional_db):
    flat = factories.school()
    factories.unit(flat, "办公室")

    with pytest.raises(PageFailed, match="no card of a unit"):
        apart(lambda: dragging.dragged(get_wsgi_application(), flat, seconds=0.1))


def test_a_frame_is_late_when_the_next_one_was_due_before_it():
    rest = dragging.Frames("rest", [1 / 60] * 20)
    drag = dragging.Frames("drag", [1 / 60] * 15 + [2 / 60] * 5)

    assert (rest.late, drag.late) == (0, 0.25)
    assert drag.compared(rest) == "25.0% late, longest 33 ms; at p95 2.00 x rest, +25.0 points late"
