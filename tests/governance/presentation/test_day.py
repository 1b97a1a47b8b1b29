"""The day a page is looked at."""

from datetime import date

import pytest

from governance.presentation.day import Day, choices

TODAY, MARCH, MAY = date(2026, 6, 1), date(2026, 3, 1), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("on", "known_on", "expected"),
    [
        (TODAY, None, (True, False, False, None)),
        (MARCH, None, (False, True, False, MARCH)),
        (date(2026, 9, 1), None, (False, False, True, None)),
        (TODAY, MAY, (False, True, False, MAY)),
        (MARCH, MAY, (False, True, False, MARCH)),
    ],
)
def test_what_a_day_means_for_a_page(on, known_on, expected):
    day = Day(on, TODAY, known_on)

    assert (day.is_today, day.is_past, day.is_future, day.seen_on) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 6, 1), (date(2025, 6, 1), date(2026, 2, 15), date(2025, 9, 1))),
        (date(2026, 9, 1), (date(2025, 9, 1), date(2026, 2, 15), date(2025, 9, 1))),
        (date(2026, 9, 2), (date(2025, 9, 2), date(2026, 9, 1), date(2026, 2, 15))),
        (date(2024, 2, 29), (date(2023, 2, 28), date(2024, 2, 15), date(2023, 9, 1))),
    ],
)
def test_days_that_are_asked_for_often(today, expected):
    assert tuple(choices(today)[name] for name in ("year", "half", "half_before")) == expected
