"""Counts of people that know their own doubt."""

from dataclasses import dataclass
from datetime import date

Id = int


@dataclass(frozen=True, slots=True)
class Bound:
    """A count of people: ``lo`` are certain, ``hi`` adds those whose data are incomplete."""

    lo: int
    hi: int

    def at_least(self, threshold: int) -> bool | None:
        """Tell whether the count reaches ``threshold``; None means that the data cannot tell."""
        if self.lo >= threshold:
            return True
        return False if self.hi < threshold else None

    def __add__(self, other: "Bound") -> "Bound":
        return Bound(self.lo + other.lo, self.hi + other.hi)


def exactly(count: int) -> Bound:
    """Return a count without doubt."""
    return Bound(count, count)


@dataclass(frozen=True, slots=True)
class PersonCount:
    """People a school-level rule lists, without loading them: names are fetched for entitled users.

    ``starts`` says for each of ``person_ids``, in the same order, since when; ``since`` is the earliest
    of them. Nobody is left out for being within a grace period: the rule counts the days.
    """

    person_ids: tuple[Id, ...] = ()
    since: date | None = None
    starts: tuple[date, ...] = ()

    def __len__(self) -> int:
        return len(self.person_ids)

    def dated(self) -> tuple[tuple[Id, date | None], ...]:
        """Return each person with the day since when; ``since`` stands for all if single days are missing."""
        starts = self.starts or (self.since,) * len(self.person_ids)
        return tuple(zip(self.person_ids, starts, strict=True))
