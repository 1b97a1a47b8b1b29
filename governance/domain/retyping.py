"""A change of type is a new organisation that continues the old one.

Gate G4 is G1 for the new organisation and G3 for the old one, at one date.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from governance.choices import (
    LEADING_TYPES,
    AssignmentEnd,
    BodyKind,
    Gate,
    MembershipKind,
    Method,
    OrgLevel,
    OrgState,
    OrgType,
    Role,
)
from governance.domain.act import Act
from governance.domain.editing import save_checked
from governance.domain.founding import next_position, place
from governance.domain.hosting import stand_on
from governance.domain.members import move
from governance.domain.operation import Change, operation, require
from governance.domain.posts import Appointment, end_all, take_office
from governance.domain.record import snapshot
from governance.domain.rights import require_visible
from governance.domain.states import enter_state
from governance.domain.structure import dissolve
from governance.domain.terms import planned_end_of
from governance.models import Document, PartyMembership, PartyOrganization, RoleAssignment, Term
from schools.domain.numbering import next_number
from schools.models import Person, Unit
from schools.periods import open_period


@dataclass(frozen=True)
class NewBranch:
    """A branch founded together with a new 总支 or 党委: where it stands, who is in it, who leads it."""

    full_name: str
    secretary: Person
    approved_on: date
    host_units: tuple[Unit, ...] = ()
    members: tuple[Person, ...] = ()
    short_name: str = ""
    committee_seats: int = 0
    committee: tuple[tuple[Person, tuple[str, ...]], ...] = field(default_factory=tuple)


def organization_retype(
    *,
    act: Act,
    organization: PartyOrganization,
    type: OrgType,  # noqa: A002 -- the field's own name
    full_name: str,
    approval: Document,
    short_name: str = "",
    committee_seats: int | None = None,
    branches: Iterable[NewBranch] = (),
) -> PartyOrganization:
    """Replace ``organization`` by one of another type, at one date, counted on the state afterwards.

    The organisations below it move over; its team and term carry on; its own members go into
    ``branches``. The new organisation keeps the findings' first dates through ``predecessor``.

    Raises:
        Refused: if the new organisation could not be activated or the old one not be closed.
        ValidationError: if members are left without a branch.

    """
    branches = tuple(branches)
    require_visible(act.actor, organization, approval)
    with operation(
        act, "organization_retype", school=organization.school, organising=True, decides=True
    ) as change:
        old = PartyOrganization.objects.get(pk=organization.pk)
        require(old.type != type, _("{name}已经是{type}。"), name=old, type=OrgType(type).label)
        new = _successor(old, type, full_name, short_name, approval, act, change)
        change.successors[new.number] = old.number
        team = _open_team(old)
        end_all(team, act.on, change, AssignmentEnd.MOVED)
        _close_old_first(old, act, change, approval)
        enter_state(new, OrgState.ACTIVE, act.on, approval)
        new.activated_on = act.on
        save_checked(new)
        _carry_term(old, new, act.on, change, committee_seats)
        _carry_team(new, team, act.on, change)
        for branch in branches:
            _found_branch(new, branch, approval, act, change)
        _finish_old(old, act, change, approval)
        change.ask_at(Gate.G1, new.pk)
        change.summary = _("{old}调整为{type}：{new}").format(old=old, type=OrgType(type).label, new=new)
    return new


def _successor(
    old: PartyOrganization,
    type: OrgType,  # noqa: A002 -- as above
    full_name: str,
    short_name: str,
    approval: Document,
    act: Act,
    change: Change,
) -> PartyOrganization:
    new = PartyOrganization(
        school=old.school,
        jurisdiction=old.jurisdiction,
        number=next_number(PartyOrganization, old.school.code, "P"),
        type=type,
        kind=old.kind,
        level=old.level,
        full_name=full_name.strip(),
        short_name=short_name.strip(),
        parent=old.parent,
        superior=old.superior,
        external_superior=old.external_superior,
        predecessor=old,
        position=next_position(old.school, old.parent),
        state=OrgState.PREPARING,
        state_since=act.on,
        approval=approval,
        applied_on=None,
        established_on=act.on,
    )
    place(new, change, act.on)
    return new


def _open_team(old: PartyOrganization) -> list[RoleAssignment]:
    rows = RoleAssignment.objects.filter(
        post__body_kind=BodyKind.ORGANIZATION, post__organization=old, period__endswith=None
    )
    return list(rows.select_related("post", "person"))


def _close_old_first(old: PartyOrganization, act: Act, change: Change, approval: Document) -> None:
    """Leave LIVE before the successor enters it: a school has one live organisation of its own."""
    before = snapshot(old)
    dissolve(old, act, approval, change)
    save_checked(old)
    change.altered(old, before)


def _carry_term(
    old: PartyOrganization, new: PartyOrganization, on: date, change: Change, seats: int | None
) -> None:
    """Open the new organisation's first term; it runs as long as the one it carries on."""
    last = Term.objects.filter(organization=old).order_by("-period").first()
    due = last.planned_end if last and last.planned_end and last.planned_end > on else None
    known = seats if seats is not None else (last.committee_seats if last else None)
    term = Term(
        organization=new,
        number=1,
        period=open_period(on),
        planned_end=due or planned_end_of(new, on),
        method=last.method if last else Method.ASSIGNED,
        committee_seats=known,
        deputy_seats=last.deputy_seats if last else 0,
        is_carried_over=due is not None,
    )
    save_checked(term)
    change.created(term)


def _carry_team(new: PartyOrganization, team: Iterable[RoleAssignment], on: date, change: Change) -> None:
    for held in team:
        appointment = Appointment(
            method=held.method,
            elected_on=held.elected_on,
            approved_on=held.approved_on,
            filed_on=held.filed_on,
            document=held.document,
            duties=tuple(held.duties),
            is_full_time_party=held.is_full_time_party,
            is_acting=held.is_acting,
        )
        take_office(new, Role(held.post.role), held.person, on, change, appointment)


def _found_branch(
    superior: PartyOrganization, plan: NewBranch, approval: Document, act: Act, change: Change
) -> PartyOrganization:
    """Found a working branch below the new organisation, with its people and its first term."""
    branch = PartyOrganization(
        school=superior.school,
        number=next_number(PartyOrganization, superior.school.code, "P"),
        type=OrgType.BRANCH,
        level=OrgLevel.INNER,
        full_name=plan.full_name.strip(),
        short_name=plan.short_name.strip(),
        parent=superior,
        position=next_position(superior.school, superior),
        state=OrgState.PREPARING,
        state_since=act.on,
        approval=approval,
        established_on=act.on,
    )
    place(branch, change, act.on)
    stand_on(branch, plan.host_units, act.on, change)
    for person in plan.members:
        move(person, branch, "", act.on, change)
    enter_state(branch, OrgState.ACTIVE, act.on, approval)
    branch.activated_on = act.on
    save_checked(branch)
    _first_term(branch, plan, act.on, change)
    change.ask_at(Gate.G1, branch.pk)
    return branch


def _first_term(branch: PartyOrganization, plan: NewBranch, on: date, change: Change) -> None:
    term = Term(
        organization=branch,
        number=1,
        period=open_period(on),
        planned_end=planned_end_of(branch, on),
        committee_seats=plan.committee_seats,
    )
    save_checked(term)
    change.created(term)
    secretary = Appointment(method=Method.ELECTED, elected_on=on, approved_on=plan.approved_on)
    take_office(branch, Role.SECRETARY, plan.secretary, on, change, secretary)
    for person, duties in plan.committee:
        elected = Appointment(method=Method.ELECTED, elected_on=on, filed_on=on, duties=tuple(duties))
        take_office(branch, Role.MEMBER, person, on, change, elected)


def _finish_old(old: PartyOrganization, act: Act, change: Change, approval: Document) -> None:
    """Move what stands below over to the successor and see that no member is left behind."""
    new = old.successors.get(state=OrgState.ACTIVE)
    for child in PartyOrganization.objects.filter(parent=old).exclude(state=OrgState.DISSOLVED):
        before = snapshot(child)
        child.parent = PartyOrganization.objects.get(pk=new.pk)
        save_checked(child)
        change.altered(child, before)
    left = PartyMembership.objects.filter(
        organization=old, kind=MembershipKind.FORMAL, period__contains=act.on
    )
    if left.exists() and new.type not in LEADING_TYPES:
        for row in left.select_related("person"):
            move(row.person, new, "", act.on, change)
        return
    require(
        not left.exists(),
        _("还有{count}名党员没有编入新的支部：{people}。"),
        count=left.count(),
        people=_("、").join(row.person.name for row in left.select_related("person")[:5]),
    )
