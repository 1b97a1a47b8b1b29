"""Who works at the school and in which units: what the proposals are made from."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from governance.choices import BodyKind, MemberStage, Role
from governance.domain.candidates import UNIT_LEADERS
from governance.domain.facts import stage_on
from governance.models import RoleAssignment
from schools.choices import UnitKind
from schools.models import Person, School, Unit, UnitMembership

MEMBERS = frozenset({MemberStage.FULL, MemberStage.PROBATIONARY, MemberStage.UNCLEAR})


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody at work in the school; units are register numbers, ``leads`` those the person leads."""

    number: str
    name: str
    stage: MemberStage
    units: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    school_roles: tuple[Role, ...] = ()

    @property
    def is_member(self) -> bool:
        """Whether the person is a Party member of whatever stage."""
        return self.stage in MEMBERS

    @property
    def is_full(self) -> bool:
        """Whether the person is certainly a full member."""
        return self.stage == MemberStage.FULL


@dataclass(frozen=True, slots=True)
class Group:
    """A unit in use."""

    number: str
    name: str
    kind: UnitKind
    is_base: bool
    parent: str = ""


@dataclass(frozen=True)
class Staff:
    """The school's units in tree order, and everybody who works there in the order of names."""

    units: tuple[Group, ...] = ()
    workers: tuple[Worker, ...] = ()
    by_number: dict[str, Worker] = field(default_factory=dict)

    @property
    def members(self) -> tuple[Worker, ...]:
        """The Party members."""
        return tuple(worker for worker in self.workers if worker.is_member)

    @property
    def full(self) -> tuple[Worker, ...]:
        """The full members."""
        return tuple(worker for worker in self.workers if worker.is_full)


def load_staff(school: School, on: date) -> Staff:
    """Return the units and workers of the school on the day, in five queries."""
    units = list(school.units.as_of(on).select_related("parent"))
    work = defaultdict(list)
    rows = UnitMembership.objects.as_of(on).filter(unit__school=school).order_by("unit__tree_id", "unit__lft")
    for person, unit in rows.values_list("person", "unit__number"):
        work[person].append(unit)
    leads, roles = _posts(school, on)
    people = Person.objects.filter(
        employments__school=school, employments__period__contains=on, retired_on=None, died_on=None
    )
    workers = tuple(
        Worker(
            person.number,
            person.name,
            stage_on(person, on),
            tuple(work[person.pk]),
            tuple(leads[person.pk]),
            tuple(roles[person.pk]),
        )
        for person in people.order_by("sort_key", "number")
    )
    return Staff(tuple(_group(unit) for unit in units), workers, {one.number: one for one in workers})


def _group(unit: Unit) -> Group:
    parent = unit.parent.number if unit.parent else ""
    return Group(unit.number, unit.name, UnitKind(unit.kind), unit.is_base, parent)


def _posts(school: School, on: date) -> tuple[dict[int, list[str]], dict[int, list[Role]]]:
    """Return by person the units he leads and the posts he holds in the school."""
    leads: dict[int, list[str]] = defaultdict(list)
    roles: dict[int, list[Role]] = defaultdict(list)
    held = RoleAssignment.objects.as_of(on).order_by("pk")
    of_units = held.filter(post__unit__school=school, post__body_kind=BodyKind.UNIT, role__in=UNIT_LEADERS)
    for person, unit in of_units.values_list("person", "post__unit__number"):
        leads[person].append(unit)
    of_school = held.filter(post__school=school, post__body_kind=BodyKind.SCHOOL)
    for person, role in of_school.values_list("person", "role"):
        roles[person].append(Role(role))
    return leads, roles
