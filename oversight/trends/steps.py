"""The stretch of days a trend is drawn over, cut into months or weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from schools.periods import add_months

DAY, WEEK = timedelta(days=1), timedelta(days=7)
#: A table with more columns is not read.
MOST = 26
MONTHS_BY_DEFAULT = 12


@dataclass(frozen=True, slots=True)
class Step:
    """Days from ``first`` up to ``end``, which is not part of them; ``day`` is the last of them."""

    first: date
    end: date
    label: str

    @property
    def day(self) -> date:
        """The day whose state the step shows."""
        return self.end - DAY


def place_of(day: date, steps: list[Step]) -> int:
    """Return which of the steps the day lies in; it lies in one."""
    return next(nth for nth, step in enumerate(steps) if step.first <= day < step.end)


def default_first(last: date) -> date:
    """Return the first day of the month eleven months before that of ``last``."""
    return add_months(last.replace(day=1), 1 - MONTHS_BY_DEFAULT)


def steps(first: date, last: date, unit: str) -> list[Step]:
    """Return the months or weeks from ``first`` to ``last``; of too many, the latest.

    The outer ones are cut where the stretch begins and ends.
    """
    found, begin = [], first
    while begin <= last:
        end = min(_next(begin, unit), last + DAY)
        label = f"{begin:%Y-%m}" if unit == "month" else f"{end - DAY:%m-%d}"
        found.append(Step(begin, end, label))
        begin = end
    return found[-MOST:]


def _next(day: date, unit: str) -> date:
    """Return the first day of the month, or the Monday, after ``day``."""
    return add_months(day.replace(day=1), 1) if unit == "month" else day + WEEK - DAY * day.weekday()
