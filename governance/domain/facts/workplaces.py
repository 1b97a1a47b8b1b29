"""Where the holders of posts work, or worked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance.choices import BodyKind
from governance.domain.facts.organizations import Register, is_live
from governance.domain.facts.query import rows
from governance.facts import Id

_WORK = """
SELECT e.person_id, e.school_id, upper(e.period) AS until, e.period @> %(on)s AS is_here,
       e.end_reason = 'retired' AS is_retirement
  FROM schools_employment e
 WHERE e.person_id = ANY(%(people)s) AND lower(e.period) <= %(on)s
 ORDER BY e.person_id, lower(e.period)
"""


@dataclass
class Workplaces:
    """Where holders work or worked, and which schools count as the place of a body."""

    register: Register
    teaching_points: Mapping[Id, list[Id]]
    on: date
    work: dict[Id, list[Any]] = field(default_factory=dict)
    schools_of: dict[Id, set[Id]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Gather the schools at and below each organisation, and those a joint branch among them covers."""
        for row in self.register.by_id.values():
            places = self._places(row)
            for above in self.register.chain(row.id):
                if above.id == row.id or is_live(row):
                    self.schools_of.setdefault(above.id, set()).update(places)

    def _places(self, row: Any) -> set[Id]:
        covered = self.register.covered.get(row.id, ())
        return {school for school in (row.school_id, *(c.school_id for c in covered)) if school is not None}

    def load(self, person_ids: list[Id]) -> None:
        """Read the employments of the people up to the day."""
        for row in rows(_WORK, people=person_ids, on=self.on):
            self.work.setdefault(row.person_id, []).append(row)

    def left_on(self, row: Any, school_id: Id) -> date | None:
        """Return the first day on which the holder of a post in the school no longer worked there.

        None for who does, and for who never did. For an organisation the schools below it and those it
        covers count as well, for every body the teaching points of its own school.
        """
        if row.died_on is not None and row.died_on <= self.on:
            return row.died_on
        schools = {school_id, *self.teaching_points[school_id]}
        if row.body_kind == BodyKind.ORGANIZATION:
            schools |= self.schools_of[row.body_id]
        there = [work for work in self.work.get(row.person_id, ()) if work.school_id in schools]
        return None if any(work.is_here for work in there) else max((w.until for w in there), default=None)

    def is_retired(self, row: Any) -> bool:
        """Tell whether the holder has retired: recorded as such, or left the last school for that reason."""
        if row.retired_on is not None:
            return row.retired_on <= self.on
        work = self.work.get(row.person_id, ())
        return bool(work) and not work[-1].is_here and work[-1].is_retirement
