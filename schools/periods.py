"""Calendar arithmetic on half-open date ranges.

Every period is ``[start, end)``: the end date is the first day on which the fact no longer holds.
"""

import calendar
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange


def add_months(day: date, months: int) -> date:
    """Return ``day`` moved by ``months``, clamped to the last day of the target month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """Return ``day`` moved by ``years``; 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)


def longer_than(start: date, days: int, on: date) -> bool:
    """Tell whether more than ``days`` days have passed since ``start``: day N itself is in time."""
    return on > start + timedelta(days=days)


def open_period(start: date, end: date | None = None) -> DateRange:
    """Return the range ``[start, end)``; ``end=None`` means it still holds.

    Raises:
        ValueError: if the end is not after the start. PostgreSQL would take ``[d, d)`` as the empty
            range, which overlaps nothing and so escapes every exclusion constraint.

    """
    if end is not None and end <= start:
        raise ValueError("a period must end after it starts")
    return DateRange(start, end, "[)")


def last_day(end: date | None) -> date | None:
    """Return the last day on which a period with exclusive ``end`` holds, as people write it."""
    return end - timedelta(days=1) if end else None
