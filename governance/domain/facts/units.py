"""Units of the schools, who works in them and which organisations stand on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.choices import BRANCH_TYPES, LIVE_STATES, OrgType
from governance.domain.facts.query import rows, written
from governance.domain.facts.stages import is_member
from governance.facts import Id, UnitFact
from schools.choices import UnitKind

_UNITS = written(
    """
SELECT u.id, u.school_id, u.number, u.name, u.kind, u.is_base, u.parent_id,
       u.period @> %(on)s AS is_active, coalesce(staff.members, 0) AS members,
       coalesce(staff.party_members, 0) AS party_members
  FROM schools_unit u
  LEFT JOIN (
       SELECT m.unit_id, count(*) AS members, count(*) FILTER (WHERE $member) AS party_members
         FROM schools_unit here
         JOIN schools_unitmembership m ON m.unit_id = here.id AND m.period @> %(on)s
         JOIN schools_person p ON p.id = m.person_id
        WHERE here.school_id = ANY(%(schools)s)
        GROUP BY m.unit_id) staff ON staff.unit_id = u.id
 WHERE u.school_id = ANY(%(schools)s) AND lower(u.period) <= %(on)s
 ORDER BY u.tree_id, u.lft
""",
    member=is_member("%(on)s"),
)

_HOSTS = """
SELECT h.organization_id, h.unit_id, u.name, o.type, status.state,
       h.period @> %(on)s AS is_attached, least(upper(h.period), upper(u.period)) AS ends_on
  FROM governance_hostunit h
  JOIN schools_unit u ON u.id = h.unit_id
  JOIN governance_partyorganization o ON o.id = h.organization_id
  JOIN governance_organizationstatus status ON status.organization_id = o.id AND status.period @> %(on)s
 WHERE (h.organization_id = ANY(%(organizations)s) OR h.unit_id = ANY(%(units)s))
   AND lower(h.period) <= %(on)s
 ORDER BY lower(h.period), h.id
"""

_COVERING_TYPES = BRANCH_TYPES | {OrgType.GROUP}


@dataclass
class Hosts:
    """Which organisations stand, or stood, on which units."""

    found: list[Any]
    on: date

    def unit_ids(self, org_id: Id) -> tuple[Id, ...]:
        """Return the units the organisation is attached to, closed ones included."""
        return tuple(h.unit_id for h in self._of(org_id) if h.is_attached)

    def ended(self, org_id: Id) -> tuple[tuple[str, ...], date | None]:
        """Return the units the organisation stood on and no longer does, and the latest such day."""
        mine = self._of(org_id)
        past = {h.unit_id: h for h in mine if h.ends_on is not None and h.ends_on <= self.on}
        for h in mine:
            if h.ends_on is None or h.ends_on > self.on:
                past.pop(h.unit_id, None)
        names = tuple(dict.fromkeys(h.name for h in past.values()))
        return names, max((h.ends_on for h in past.values()), default=None)

    def standing_on(self) -> dict[Id, tuple[Id, ...]]:
        """Return the live branches and party groups on each unit."""
        standing: dict[Id, tuple[Id, ...]] = {}
        for h in self.found:
            if h.is_attached and h.state in LIVE_STATES and h.type in _COVERING_TYPES:
                standing[h.unit_id] = (*standing.get(h.unit_id, ()), h.organization_id)
        return standing

    def _of(self, org_id: Id) -> list[Any]:
        return self._by_organization.get(org_id, [])

    def __post_init__(self) -> None:
        self._by_organization: dict[Id, list[Any]] = {}
        for h in self.found:
            self._by_organization.setdefault(h.organization_id, []).append(h)


def load_units(school_ids: list[Id], on: date) -> list[Any]:
    """Return the units that exist, or existed, on the day."""
    return rows(_UNITS, schools=school_ids, on=on)


def load_hosts(organization_ids: list[Id], units: Iterable[Any], on: date) -> Hosts:
    """Return what stands, or stood, on the units, and what the organisations stand, or stood, on."""
    unit_ids = [unit.id for unit in units]
    return Hosts(rows(_HOSTS, organizations=organization_ids, units=unit_ids, on=on), on)


def unit_facts(units: Iterable[Any], hosts: Hosts) -> dict[Id, tuple[UnitFact, ...]]:
    """Return the units by school, in tree order."""
    standing = hosts.standing_on()
    found: dict[Id, list[UnitFact]] = {}
    for row in units:
        fact = UnitFact(
            id=row.id,
            number=row.number,
            name=row.name,
            kind=UnitKind(row.kind),
            is_base=row.is_base,
            is_active=row.is_active,
            parent_id=row.parent_id,
            members=row.members,
            party_members=row.party_members,
            hosted_by=standing.get(row.id, ()),
        )
        found.setdefault(row.school_id, []).append(fact)
    return {school_id: tuple(facts) for school_id, facts in found.items()}
