"""A change of type is a new organisation that continues the old one.

Gate G4 is G1 for the new organisation and G3 for the old one, at one date, counted on the state
after everything is written.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.choices import TERM_TYPES, Gate, MembershipKind, OrgState, OrgType
from governance.domain.act import Act
from governance.domain.division import completed, on_group_units, require_groups_of, share_out
from governance.domain.editing import scope_of
from governance.domain.enrolment import require_release
from governance.domain.founding import level_of, next_position, place
from governance.domain.hosting import cover
from governance.domain.new_branches import NewBranch, activate, found_branch
from governance.domain.operation import Change, operation, require
from governance.domain.relocating import close, open_members
from governance.domain.rights import require_visible
from governance.domain.standing import current, require_live
from governance.domain.succession import Estate
from governance.models import Document, PartyOrganization
from schools.domain.numbering import next_number
from schools.models import School


def organization_retype(  # noqa: PLR0913 -- two organisations change in one act
    *,
    act: Act,
    organization: PartyOrganization,
    type: OrgType,  # noqa: A002 -- the field's own name
    full_name: str,
    approval: Document,
    short_name: str = "",
    committee_seats: int | None = None,
    branches: Iterable[NewBranch] = (),
    covered_schools: Iterable[School] = (),
    covered_units: Iterable[str] = (),
) -> PartyOrganization:
    """Replace ``organization`` by one of another type, at one date, counted on the state afterwards.

    What stands below it moves over; its team and term carry on. A new 总支 or 党委 has no members of
    its own: they go into ``branches``, by name, with their party group or by the unit they work in. A
    new branch takes in the members of the branches that the old organisation had, and these close. The
    findings keep their first dates through ``predecessor``.

    Raises:
        Refused: if the new organisation could not be activated or the old one not be closed.
        ValidationError: if members are left without a branch.

    """
    branches, covered = tuple(branches), tuple(covered_schools)
    people = [person for plan in branches for person in plan.people]
    named = [row for plan in branches for row in plan.rows]
    require_visible(act.actor, organization, approval, *named, *covered)
    require_release(act.actor, people, organization.school)
    below = organization.subordinates.exclude(school=None).select_related("school")
    with operation(
        act,
        "organization_retype",
        **scope_of(organization),
        others=[*covered, *(one.school for one in below)],
        organising=True,
        decides=True,
    ) as change:
        old = current(organization)
        _require_retypable(old, type, act.on, branches)
        branches = _peopled(old, branches, act.on)
        new = _successor(old, type, (full_name, short_name), approval, act.on, change)
        change.continues(new.number, old.number)
        estate = Estate.of(old, act.on)
        estate.hand_down(new, act, change, approval, [g for plan in branches for g in plan.groups])
        estate.carry_on(new, act.on, change, committee_seats)
        for plan in branches:
            found_branch(current(new), plan, approval, act.on, change)
        # Leave LIVE before the successor enters it: a school has one live organisation of its own.
        close(current(old), act, change, approval)
        activate(current(new), act.on, approval, change)
        cover(new, covered, covered_units, act.on, change)
        estate.settle_members(new, act.on, change)
        change.ask_at(Gate.G1, new.pk)
        change.sum_up(
            gettext_noop("{old}调整为{type}：{new}"), old=old, type=OrgType(new.type).label, new=new
        )
    return current(new)


def _require_retypable(
    old: PartyOrganization,
    type: str,  # noqa: A002 -- as above
    on: date,
    branches: tuple[NewBranch, ...],
) -> None:
    label = OrgType(type).label if type in OrgType.values else type
    require_live(old, on)
    require(old.type != type, _("{name}已经是{type}。"), name=old, type=label)
    require({old.type, type} <= TERM_TYPES, _("{name}不能调整为{type}。"), name=old, type=label)
    require(not branches or old.school, _("{name}不在学校，不能同时设立支部。"), name=old)
    require_groups_of(old, branches)


def _peopled(old: PartyOrganization, branches: tuple[NewBranch, ...], on: date) -> tuple[NewBranch, ...]:
    """Return the branches with the members of the old one whom their group or their unit leads there."""
    branches = on_group_units(branches, on)
    people = [row.person for row in open_members(old, MembershipKind.FORMAL)]
    return completed(branches, people, share_out(people, branches, on).places)


def _successor(
    old: PartyOrganization,
    type: OrgType,  # noqa: A002 -- as above
    names: tuple[str, str],
    approval: Document,
    on: date,
    change: Change,
) -> PartyOrganization:
    joint = OrgType.JOINT_BRANCH in (old.type, type)
    new = PartyOrganization(
        school=old.school,
        jurisdiction=old.jurisdiction,
        number=next_number(PartyOrganization, (old.school or old.jurisdiction).code, "P"),
        type=type,
        kind=old.kind,
        level=level_of(type, old.parent) if joint else old.level,
        full_name=names[0].strip(),
        short_name=names[1].strip(),
        parent=old.parent,
        superior=old.superior,
        external_superior=old.external_superior,
        predecessor=old,
        position=next_position(old.school, old.parent),
        state=OrgState.PREPARING,
        state_since=on,
        approval=approval,
        established_on=on,
    )
    place(new, change, on)
    return new
