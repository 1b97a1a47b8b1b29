"""Where the members of an organisation work, and how it could be divided along these units."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from governance.choices import MembershipKind
from governance.domain.candidates import full_members
from governance.domain.division import places_of_work
from governance.domain.proposals import Crew, Part, along_units, balanced, parts_for
from governance.domain.relocating import open_members
from governance.models import PartyOrganization
from schools.choices import TEACHING_KINDS, UnitKind
from schools.models import Person, Unit, UnitMembership


@dataclass(frozen=True, slots=True)
class Survey:
    """The members of an organisation by the unit they work in.

    ``crews`` follow the order of the units; who works in several of them, or in none, is in ``open``
    and has to be named when the organisation is divided.
    """

    crews: tuple[Crew, ...]
    units: Mapping[str, Unit]
    open: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A branch that could be founded: the units it would stand on, and the members who work there."""

    units: tuple[Unit, ...]
    total: int
    full: int


def survey(organization: PartyOrganization, on: date) -> Survey:
    """Count the members of a branch by unit: the units it stands on, or else the school's base units."""
    people = [row.person for row in open_members(organization, MembershipKind.FORMAL)]
    units = _units_for(organization, people, on)
    at_work = places_of_work(people, {unit.pk: {unit.pk} for unit in units}, on)
    crews: dict[int, list[Person]] = defaultdict(list)
    undecided = []
    for person in people:
        found = at_work.get(person.pk, set())
        if len(found) == 1:
            crews[next(iter(found))].append(person)
        else:
            undecided.append(person)
    full = _full(people, on)
    counted = tuple(
        Crew(unit.number, len(crew), sum(person.pk in full for person in crew))
        for unit in units
        if (crew := crews.get(unit.pk))
    )
    return Survey(counted, {unit.number: unit for unit in units}, tuple(undecided))


def propose_split(found: Survey, parts: int | None = None) -> list[Proposal]:
    """Propose parts of nearly the same size, as many as told or as the number of members asks for."""
    total = sum(crew.total for crew in found.crews)
    return _proposals(found, balanced(found.crews, parts or parts_for(total)))


def propose_branches(found: Survey) -> list[Proposal]:
    """Propose branches for a 支部 that becomes a 总支: one for each unit that has enough full members."""
    return _proposals(found, along_units(found.crews))


def _proposals(found: Survey, parts: Iterable[Part]) -> list[Proposal]:
    return [
        Proposal(
            tuple(found.units[crew.unit] for crew in part),
            sum(crew.total for crew in part),
            sum(crew.full for crew in part),
        )
        for part in parts
    ]


def _units_for(organization: PartyOrganization, people: Iterable[Person], on: date) -> list[Unit]:
    hosts = Unit.objects.filter(hosted__organization=organization, hosted__period__contains=on)
    if hosts.exists():
        return list(hosts.order_by("position", "number"))
    base = Unit.objects.as_of(on).filter(school=organization.school, is_base=True)
    chosen = _teaching_kind(people, on)
    return [
        unit
        for unit in base.order_by("position", "number")
        if unit.kind not in TEACHING_KINDS or unit.kind == chosen
    ]


def _teaching_kind(people: Iterable[Person], on: date) -> UnitKind | None:
    """Return the kind of teaching units most members work in: a teacher is in a grade and in a subject."""
    rows = UnitMembership.objects.as_of(on).filter(
        person__in=[person.pk for person in people], unit__is_base=True, unit__kind__in=TEACHING_KINDS
    )
    counts: dict[str, set[int]] = defaultdict(set)
    for kind, person in rows.order_by().values_list("unit__kind", "person"):
        counts[kind].add(person)
    order = list(UnitKind)
    return min(map(UnitKind, counts), key=lambda k: (-len(counts[k]), order.index(k)), default=None)


def _full(people: Iterable[Person], on: date) -> set[int]:
    known = Person.objects.filter(pk__in=[person.pk for person in people]).filter(full_members(on))
    return set(known.order_by().values_list("pk", flat=True))
