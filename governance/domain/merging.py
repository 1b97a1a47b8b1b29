"""Several branches become one: a new one, or one of them that goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.choices import Duty, MembershipKind, OrgLevel, OrgType
from governance.domain.act import Act
from governance.domain.dividing_groups import groups_of
from governance.domain.editing import save_checked, scope_of
from governance.domain.enrolment import branch_schools, require_release
from governance.domain.hosting import stand_on
from governance.domain.new_branches import NewBranch, Site, found
from governance.domain.operation import Change, operation, require
from governance.domain.record import snapshot
from governance.domain.relocating import close, open_members, put_under, take_guests, take_in
from governance.domain.rights import require_visible
from governance.domain.standing import current, require_live
from governance.models import Document, HostUnit, OrganizationMerger, PartyOrganization, Term
from schools.models import Person, Unit


def organization_merge(  # noqa: PLR0913 -- several branches and a new team change in one act
    *,
    act: Act,
    organizations: Iterable[PartyOrganization],
    approval: Document,
    into: PartyOrganization | None = None,
    full_name: str = "",
    short_name: str = "",
    secretary: Person | None = None,
    deputies: Iterable[Person] = (),
    committee: Iterable[tuple[Person, tuple[Duty, ...]]] = (),
    committee_seats: int | None = None,
    approved_on: date | None = None,
) -> PartyOrganization:
    """Make one branch of several that stand below the same 总支 or 党委, at one date.

    Members, temporary members, party groups and host units go over to it. The merged branches are
    dissolved with their posts and terms, and keep on record where they went.

    Args:
        into: the one of the branches that goes on, with its team and term; it may get another name and
            number of seats. Without it a new branch is founded, staffed as told and at work.

    Raises:
        Refused: if the new branch could not be activated, or one of the old not be closed.
        ValidationError: if the branches do not belong together.

    """
    given = tuple(dict.fromkeys((*organizations, *((into,) if into else ()))))
    team = NewBranch(
        full_name.strip(),
        secretary,
        approved_on,
        short_name=short_name,
        committee_seats=committee_seats,
        committee=tuple(committee),
        deputies=tuple(deputies),
    )
    require(given, _("请选择要合并的支部。"))
    require_visible(act.actor, *given, approval, *team.people)
    require_release(act.actor, team.people, given[0].school)
    with operation(
        act,
        "organization_merge",
        **scope_of(given[0]),
        others=[*branch_schools(team.people), *(person.school for person in team.people)],
        organising=True,
        decides=True,
    ) as change:
        olds = [current(one) for one in given]
        _require_mergeable(olds, act.on)
        if into is None:
            olds.sort(key=_size, reverse=True)
            merged, new = olds, _new_of(olds, team, act.on, change, approval)
        else:
            merged = [old for old in olds if old.pk != into.pk]
            new = _enlarged(current(into), merged, team, act.on, change)
        for old in merged:
            take_guests(old, current(new), act.on, change)
            close(current(old), act, change, approval)
            _note(old, new, change)
        change.continues(new.number, *(old.number for old in merged))
        names = "、".join(str(one) for one in merged)
        message = gettext_noop("{old}合并为{new}") if into is None else gettext_noop("{old}并入{new}")
        change.sum_up(message, old=names, new=current(new))
    return current(new)


def _require_mergeable(olds: Sequence[PartyOrganization], on: date) -> None:
    require(len(olds) >= 2, _("请选择两个以上要合并的支部。"))  # noqa: PLR2004 -- one is none
    for old in olds:
        require_live(old, on)
        inner = old.type == OrgType.BRANCH and old.parent_id is not None
        require(inner, _("{name}不是党总支、党委下设的支部，不能合并。"), name=old)
        together = old.parent_id == olds[0].parent_id
        require(together, _("{one}和{other}不在同一个党组织之下，不能合并。"), one=olds[0], other=old)


def _size(old: PartyOrganization) -> int:
    return open_members(old, MembershipKind.FORMAL).count()


def _new_of(
    olds: Sequence[PartyOrganization], team: NewBranch, on: date, change: Change, approval: Document
) -> PartyOrganization:
    """Found the branch that takes in all of ``olds``; it stands in the place of the largest, the first."""
    require(team.full_name, _("请填写合并后支部的全称。"))
    first = olds[0]
    members = [row.person for old in olds for row in open_members(old, MembershipKind.FORMAL)]
    plan = replace(
        team,
        members=tuple(members),
        host_units=tuple(_units_of(olds)),
        groups=tuple(group for old in olds for group in groups_of(old)),
    )
    site = Site(first.school, kind=first.kind, level=OrgLevel(first.level), parent=first.parent)
    return found(site, plan, approval, on, change)


def _units_of(olds: Iterable[PartyOrganization]) -> list[Unit]:
    """Return the units the branches stand on, each once."""
    hosts = HostUnit.objects.filter(organization__in=[old.pk for old in olds], period__endswith=None)
    return list(dict.fromkeys(host.unit for host in hosts.select_related("unit").order_by("unit__number")))


def _enlarged(
    new: PartyOrganization, merged: Sequence[PartyOrganization], team: NewBranch, on: date, change: Change
) -> PartyOrganization:
    """Let a branch that goes on take in the others."""
    require(not team.people, _("并入现有支部的，班子继续任职。需要调整的，请另行办理任免。"))
    _rename(new, team, change)
    if team.committee_seats is not None:
        _set_seats(new, team.committee_seats, on, change)
    present = {unit.pk for unit in _units_of([new])}
    stand_on(new, [unit for unit in _units_of(merged) if unit.pk not in present], on, change)
    for old in merged:
        for group in groups_of(old):
            put_under(current(group), new, change)
        take_in(old, current(new), on, change)
    return new


def _rename(branch: PartyOrganization, team: NewBranch, change: Change) -> None:
    if not team.full_name:
        return
    before = snapshot(branch)
    branch.full_name, branch.short_name = team.full_name, team.short_name.strip()
    save_checked(branch)
    change.altered(branch, before)


def _set_seats(branch: PartyOrganization, seats: int, on: date, change: Change) -> None:
    term = Term.objects.as_of(on).filter(organization=branch).first()
    require(term is not None, _("{name}没有现任届次，请先登记届次。"), name=branch)
    before = snapshot(term)
    term.committee_seats = seats
    save_checked(term)
    change.altered(term, before)


def _note(old: PartyOrganization, new: PartyOrganization, change: Change) -> None:
    merger = OrganizationMerger(organization=old, into=new)
    save_checked(merger)
    change.created(merger)
