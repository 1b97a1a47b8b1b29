"""The day a page is looked at: in the world, and of the register."""

from dataclasses import dataclass
from datetime import date

from schools.periods import add_months

#: The first days of the two halves of a school year: month and day.
HALVES = ((2, 15), (9, 1))


@dataclass(frozen=True, slots=True)
class Day:
    """``on`` is the day that is shown; ``known_on`` asks for what the register knew at its end.

    ``today`` is the day of the reader. Only a page of today may be worked on.
    """

    on: date
    today: date
    known_on: date | None = None

    @classmethod
    def present(cls, today: date) -> "Day":
        """Return the day of somebody who looks at today."""
        return cls(today, today)

    @property
    def is_today(self) -> bool:
        """Whether the page shows the present, so that it may be worked on."""
        return self.on == self.today and self.known_on is None

    @property
    def is_past(self) -> bool:
        """Whether something is set back: the day of the world, or that of the register."""
        return self.on < self.today or self.known_on is not None

    @property
    def is_future(self) -> bool:
        """Whether the page shows what is already dated for a day to come."""
        return self.on > self.today

    @property
    def seen_on(self) -> date | None:
        """The day up to which findings count; None for those that stand now."""
        if not self.is_past:
            return None
        return min(self.on, self.known_on or self.on)


def choices(today: date) -> dict[str, date]:
    """Return days that are asked for often: a year ago, and the beginnings of the last two half-years."""
    starts = [date(year, *half) for year in (today.year - 1, today.year) for half in HALVES]
    gone = [start for start in starts if start < today]
    return {"year": add_months(today, -12), "half": gone[-1], "half_before": gone[-2]}
