"""Months and weeks of a stretch of days."""

from datetime import date

from oversight.trends.steps import MOST, default_first, steps


def test_months_are_cut_where_the_stretch_begins_and_ends():
    found = steps(date(2026, 1, 15), date(2026, 3, 10), "month")

    assert [(s.first, s.end, s.day, s.label) for s in found] == [
        (date(2026, 1, 15), date(2026, 2, 1), date(2026, 1, 31), "2026-01"),
        (date(2026, 2, 1), date(2026, 3, 1), date(2026, 2, 28), "2026-02"),
        (date(2026, 3, 1), date(2026, 3, 11), date(2026, 3, 10), "2026-03"),
    ]


def test_weeks_begin_on_mondays():
    found = steps(date(2026, 6, 3), date(2026, 6, 16), "week")

    assert [(s.first, s.end) for s in found] == [
        (date(2026, 6, 3), date(2026, 6, 8)),
        (date(2026, 6, 8), date(2026, 6, 15)),
        (date(2026, 6, 15), date(2026, 6, 17)),
    ]


def test_of_too_many_the_latest_are_shown():
    found = steps(date(2020, 1, 1), date(2026, 6, 30), "month")

    assert (len(found), found[-1].day) == (MOST, date(2026, 6, 30))


def test_a_year_of_months_is_shown_by_default():
    assert default_first(date(2026, 6, 30)) == date(2025, 7, 1)
    assert len(steps(default_first(date(2026, 6, 30)), date(2026, 6, 30), "month")) == 12
