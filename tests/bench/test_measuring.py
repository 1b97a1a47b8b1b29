"""The measurements themselves, on next to no data. Nothing here depends on how fast a machine is."""

import pytest
from django.core.wsgi import get_wsgi_application

from bench import pages, schools, trees
from bench.measuring import percentile
from bench.report import Line, table, times
from tests import factories as make
from tests.structures import general_branch, single_branch


def test_percentile_is_a_value_that_so_many_do_not_exceed():
    values = [float(n) for n in range(100, 0, -1)]

    assert percentile(values, 50) == 50
    assert percentile(values, 95) == 95
    assert percentile([3.0], 95) == 3.0


def test_table_has_a_row_for_each_line():
    text = table("Judging", [Line("one school", "1.0 ms", beside=times(4.0, 2.0))])

    assert text.splitlines()[-1].split("|")[1:-1] == [
        " one school ",
        " 1.0 ms ",
        "     ",
        "         ",
        " 2.0 x  ",
    ]


@pytest.mark.django_db
def test_both_ways_of_judging_are_measured_on_the_same_schools():
    single_branch()
    general_branch()

    compared = schools.require_equal_judgements(make.ON)
    ours = schools.school_by_school(make.ON, rounds=1)
    plain = schools.object_by_object(make.ON, joined=False)
    joined = schools.object_by_object(make.ON, joined=True)
    together = schools.county_judged(make.ON, rounds=1)

    assert compared > 0
    assert len(ours.timings.seconds) == len(plain.timings.seconds) == 2
    assert ours.queries == 2 * together.queries
    assert plain.queries > joined.queries > ours.queries


@pytest.mark.django_db
def test_difference_between_the_ways_stops_the_measurement(monkeypatch):
    single_branch()
    monkeypatch.setattr(schools, "judge", lambda facts: (object(),))

    with pytest.raises(schools.JudgedDifferently):
        schools.require_equal_judgements(make.ON)


@pytest.mark.django_db
def test_sweep_is_measured_and_stores():
    single = single_branch()

    way = schools.county_swept(make.ON, rounds=1)

    assert way.queries > 0
    assert single.school.check_result.on == make.ON


@pytest.mark.django_db(transaction=True)  # the application gives its connection back
def test_pages_are_asked_for_as_a_signed_in_user():
    general = general_branch()
    user = make.user("demo-county")
    make.grant(user, general.school.jurisdiction)
    application = get_wsgi_application()

    visits = pages.visits(application, general.school.jurisdiction, requests=2)

    assert [len(visit.queries) for visit in visits] == [2] * 5
    assert all(len(set(visit.queries)) == 1 for visit in visits)


@pytest.mark.django_db(transaction=True)  # the application gives its connection back
def test_page_that_is_not_found_stops_the_measurement():
    browser = pages.Browser.of(get_wsgi_application(), make.user())

    with pytest.raises(pages.PageFailed, match="404"):
        browser.get("/schools/0000000000/")


@pytest.mark.django_db(transaction=True)
def test_trees_are_right_after_threads_worked_on_them():
    locked, operated, *many = trees.bare_schools(make.county(), 6)

    outcomes = [
        trees.units_under_lock(locked, make.ON, threads=2, steps=4),
        trees.units_by_operations(operated, make.ON, threads=2, steps=2),
        trees.organizations_of_many_schools(many, make.upper(), make.ON, threads=2),
    ]

    assert [outcome.done + outcome.refused for outcome in outcomes] == [8, 4, 4]
    assert [(outcome.wrong, outcome.misled, outcome.failed) for outcome in outcomes] == [(0, 0, 0)] * 3


@pytest.mark.django_db(transaction=True)
def test_plain_trees_are_measured_and_leave_nothing_behind():
    first = trees.plain_nodes(threads=1, steps=5)
    again = trees.plain_nodes(threads=1, steps=5)

    assert first.misled == again.misled == 0
    assert first.done == again.done
