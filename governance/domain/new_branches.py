"""An organisation founded and at work in one act: where it stands, who is in it, who leads it."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from governance.choices import (
    BRANCH_TYPES,
    TERM_TYPES,
    Duty,
    Gate,
    MembershipKind,
    Method,
    OrgKind,
    OrgLevel,
    OrgState,
    OrgType,
    Role,
)
from governance.domain.editing import save_checked
from governance.domain.enrolment import move
from governance.domain.founding import level_of, next_position, place
from governance.domain.hosting import stand_on
from governance.domain.operation import Change, require
from governance.domain.posts import Appointment, take_office
from governance.domain.record import snapshot
from governance.domain.relocating import put_under
from governance.domain.standing import current
from governance.domain.states import enter_state
from governance.domain.terms import planned_end_of
from governance.models import Document, PartyMembership, PartyOrganization, Term
from schools.domain.numbering import next_number
from schools.models import Person, School, Unit
from schools.periods import open_period


@dataclass(frozen=True)
class NewBranch:
    """A branch, or another organisation, to be founded: where it stands, who is in it, who leads it.

    Args:
        secretary: the secretary, of a party group its leader; who leads a branch is in it.
        approved_on: when the level above approved the result; the day of the act when left out.
        committee: the further members of the committee with their duties.
        groups: party groups that move over whole, with everybody in them.
        group: the party group the branch grows out of; its members come along and it closes.

    """

    full_name: str
    secretary: Person | None = None
    approved_on: date | None = None
    host_units: tuple[Unit, ...] = ()
    members: tuple[Person, ...] = ()
    short_name: str = ""
    committee_seats: int | None = 0
    committee: tuple[tuple[Person, tuple[Duty, ...]], ...] = field(default_factory=tuple)
    deputies: tuple[Person, ...] = ()
    groups: tuple[PartyOrganization, ...] = ()
    group: PartyOrganization | None = None

    @property
    def leaders(self) -> tuple[Person, ...]:
        """The secretary, the deputies and the further members of the committee."""
        first = () if self.secretary is None else (self.secretary,)
        return (*first, *self.deputies, *(person for person, _duties in self.committee))

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody the branch is to have, once."""
        return tuple(dict.fromkeys((*self.leaders, *self.members)))

    @property
    def rows(self) -> tuple[Person | Unit | PartyOrganization, ...]:
        """The rows the plan refers to."""
        grown = () if self.group is None else (self.group,)
        return (*self.people, *self.host_units, *self.groups, *grown)


@dataclass(frozen=True)
class Site:
    """Which place in the structure a new organisation takes."""

    school: School
    type: OrgType = OrgType.BRANCH
    kind: OrgKind | str = OrgKind.ON_DUTY
    level: OrgLevel | None = None
    parent: PartyOrganization | None = None
    superior: PartyOrganization | None = None
    external_superior: str = ""
    predecessor: PartyOrganization | None = None


def found_branch(
    superior: PartyOrganization, plan: NewBranch, approval: Document, on: date, change: Change
) -> PartyOrganization:
    """Found a working branch below an organisation of a school, with its people and its first term."""
    site = Site(superior.school, level=OrgLevel.INNER, parent=superior)
    return found(site, plan, approval, on, change)


def found(site: Site, plan: NewBranch, approval: Document, on: date, change: Change) -> PartyOrganization:
    """Found a working organisation inside an operation; gate G1 is asked about it."""
    new = _placed(site, plan, approval, on, change)
    stand_on(new, plan.host_units, on, change)
    for group in plan.groups:
        put_under(current(group), new, change)
    if new.type == OrgType.GROUP:
        _gather(new, plan, on, change)
    elif new.type in BRANCH_TYPES:
        _take_in(new, plan, on, change)
    else:
        require(not plan.members, _("{name}不是党支部，党员应当编入支部。"), name=new)
    activate(new, on, approval, change)
    if new.type in TERM_TYPES:
        _first_term(new, plan, on, change)
    _seat(new, plan, on, change)
    change.ask_at(Gate.G1, new.pk)
    return new


def _placed(site: Site, plan: NewBranch, approval: Document, on: date, change: Change) -> PartyOrganization:
    parent = current(site.parent) if site.parent else None
    new = PartyOrganization(
        school=site.school,
        number=next_number(PartyOrganization, site.school.code, "P"),
        type=site.type,
        kind=site.kind,
        level=site.level or level_of(site.type, parent),
        full_name=plan.full_name.strip(),
        short_name=plan.short_name.strip(),
        parent=parent,
        superior=site.superior,
        external_superior=site.external_superior.strip(),
        predecessor=plan.group or site.predecessor,
        position=next_position(site.school, parent),
        state=OrgState.PREPARING,
        state_since=on,
        approval=approval,
        established_on=on,
    )
    place(new, change, on)
    if new.predecessor is not None:
        change.continues(new.number, new.predecessor.number)
    return new


def _take_in(branch: PartyOrganization, plan: NewBranch, on: date, change: Change) -> None:
    """Move everybody of the plan to the branch; who is in a group that moves too stays in it."""
    groups = {group.pk: group for group in plan.groups}
    rows = _formal(plan.people)
    for person in plan.people:
        group = groups.get(rows[person.pk].party_group_id) if person.pk in rows else None
        move(person, branch, "", on, change, party_group=current(group) if group else None)


def _gather(group: PartyOrganization, plan: NewBranch, on: date, change: Change) -> None:
    """Put members into a party group; who is in another branch moves to that of the group."""
    rows = _formal(plan.people)
    for person in plan.people:
        row = rows.get(person.pk)
        if row is None or row.organization_id != group.parent_id:
            move(person, group.parent, "", on, change, party_group=group)
            continue
        before = snapshot(row)
        row.party_group = group
        save_checked(row)
        change.altered(row, before)


def _formal(people: tuple[Person, ...]) -> dict[int, PartyMembership]:
    rows = PartyMembership.objects.filter(
        person__in=people, kind=MembershipKind.FORMAL, period__endswith=None
    )
    return {row.person_id: row for row in rows}


def _first_term(new: PartyOrganization, plan: NewBranch, on: date, change: Change) -> None:
    term = Term(
        organization=new,
        number=1,
        period=open_period(on),
        planned_end=planned_end_of(new, on),
        committee_seats=plan.committee_seats,
        deputy_seats=len(plan.deputies),
    )
    save_checked(term)
    change.created(term)


def _seat(new: PartyOrganization, plan: NewBranch, on: date, change: Change) -> None:
    """Put the elected people into their posts; a party group has nobody but its leader."""
    first = Role.GROUP_LEADER if new.type == OrgType.GROUP else Role.SECRETARY
    approved = Appointment(method=Method.ELECTED, elected_on=on, approved_on=plan.approved_on or on)
    if plan.secretary is not None:
        take_office(new, first, plan.secretary, on, change, approved)
    for person in plan.deputies:
        take_office(new, Role.DEPUTY_SECRETARY, person, on, change, approved)
    for person, duties in plan.committee:
        elected = Appointment(method=Method.ELECTED, elected_on=on, filed_on=on, duties=tuple(duties))
        take_office(new, Role.MEMBER, person, on, change, elected)


def activate(new: PartyOrganization, on: date, approval: Document, change: Change) -> PartyOrganization:
    """Put an organisation founded in the same act into operation."""
    before = snapshot(new)
    enter_state(new, OrgState.ACTIVE, on, approval)
    new.activated_on = on
    save_checked(new)
    change.altered(new, before)
    return new
