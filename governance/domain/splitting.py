"""A branch is divided into several along the units it stands on."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.choices import AssignmentEnd, MembershipKind, OrgLevel, OrgType
from governance.domain.act import Act
from governance.domain.dividing_groups import close_groups, groups_of, with_whole_groups
from governance.domain.division import (
    STAYS,
    Shares,
    completed,
    on_group_units,
    require_groups_of,
    share_out,
)
from governance.domain.editing import scope_of
from governance.domain.ending import end_dated
from governance.domain.enrolment import branch_schools, require_release
from governance.domain.new_branches import NewBranch, Site, found
from governance.domain.operation import Change, operation, require
from governance.domain.posts import end_all
from governance.domain.relocating import close, open_members, take_guests
from governance.domain.rights import require_visible
from governance.domain.standing import current, require_live
from governance.models import Document, HostUnit, PartyOrganization, RoleAssignment
from schools.models import Person, Unit

#: How many people a refusal names.
NAMED = 20


def organization_split(
    *,
    act: Act,
    organization: PartyOrganization,
    parts: Iterable[NewBranch],
    approval: Document,
    keeps: bool = False,
    staying: Iterable[Person] = (),
) -> list[PartyOrganization]:
    """Divide a branch below a 总支 or 党委, at one date, and return the new branches.

    A member goes to the part that names him or his party group, else to the part that stands on the
    unit in which he works. Groups whose members all go the same way go with them, temporary members
    like the others. Each part is founded, staffed and at work; ``predecessor`` leads back to the old.

    Args:
        keeps: the old branch goes on with the units, members and posts that no part takes, with its
            number, term and history. Otherwise it is dissolved, and every member needs a part.
        staying: members who stay with the old branch although they work in a unit of a part.

    Raises:
        Refused: if a part could not be activated, or the old branch not be closed.
        ValidationError: naming the members for whom neither name nor unit decides.

    """
    parts, staying = tuple(parts), tuple(staying)
    people = [person for part in parts for person in part.people]
    named = [row for part in parts for row in part.rows]
    require_visible(act.actor, organization, approval, *named, *staying)
    require_release(act.actor, people, organization.school)
    with operation(
        act,
        "organization_split",
        **scope_of(organization),
        others=[*branch_schools(people), *(person.school for person in people)],
        organising=True,
        decides=True,
    ) as change:
        old = current(organization)
        _require_divisible(old, parts, act.on, keeps)
        parts, shares = _shared(old, on_group_units(parts, act.on), act.on, keeps, staying)
        founded = _found_parts(old, parts, shares, act, change, approval)
        if keeps:
            _let_go(old, parts, shares, act.on, change)
        else:
            close_groups(groups_of(old), act, change, approval)
            close(current(old), act, change, approval)
        message = gettext_noop("从{old}分出{new}") if keeps else gettext_noop("{old}拆分为{new}")
        change.sum_up(message, old=old, new="、".join(str(one) for one in founded))
    return [current(one) for one in founded]


def _require_divisible(old: PartyOrganization, parts: Sequence[NewBranch], on: date, keeps: bool) -> None:
    require_live(old, on)
    inner = old.type == OrgType.BRANCH and old.parent_id is not None
    require(
        inner,
        _("{name}不是党总支、党委下设的支部，不能拆分。学校党支部需要分设支部的，请办理变更类型。"),
        name=old,
    )
    require(len(parts) >= (1 if keeps else 2), _("请列出拆分后的支部：撤销原支部的，至少两个。"))
    require_groups_of(old, parts)


def _shared(
    old: PartyOrganization,
    parts: Sequence[NewBranch],
    on: date,
    keeps: bool,
    staying: Iterable[Person],
) -> tuple[tuple[NewBranch, ...], Shares]:
    """Return the parts with their members and groups, and who goes where.

    Raises:
        ValidationError: if that is not clear for somebody, or nobody stays where somebody must.

    """
    members, guests = (
        [row.person for row in open_members(old, kind)]
        for kind in (MembershipKind.FORMAL, MembershipKind.TEMPORARY)
    )
    kept = _units_kept(old, parts) if keeps else None
    shares = share_out([*members, *guests], parts, on, staying=staying, kept=kept)
    require(
        not shares.undecided,
        _("有{count}名党员不能按所在单元确定编入哪个支部，请逐一指定：{people}。"),
        count=len(shares.undecided),
        people=_("、").join(person.name for person in shares.undecided[:NAMED]),
    )
    left = not keeps or any(shares.places[person.pk] == STAYS for person in members)
    require(left, _("{name}没有留下党员。原支部不再保留的，请选择撤销原支部。"), name=old)
    full = completed(parts, members, shares.places)
    return with_whole_groups(old, full, shares.places, on), shares


def _found_parts(
    old: PartyOrganization,
    parts: Sequence[NewBranch],
    shares: Shares,
    act: Act,
    change: Change,
    approval: Document,
) -> list[PartyOrganization]:
    """Found the parts with everybody who goes there; the groups that grew into them close."""
    site = Site(old.school, kind=old.kind, level=OrgLevel(old.level), parent=old.parent, predecessor=old)
    founded = []
    for nth, part in enumerate(parts):
        new = found(site, part, approval, act.on, change)
        coming = {person for person, place in shares.places.items() if place == nth}
        take_guests(old, new, act.on, change, coming)
        founded.append(new)
    close_groups([part.group for part in parts if part.group], act, change, approval)
    return founded


def _units_kept(old: PartyOrganization, parts: Sequence[NewBranch]) -> list[Unit]:
    taken = {unit.pk for part in parts for unit in part.host_units}
    hosts = old.hosts.filter(period__endswith=None).exclude(unit__in=taken)
    return [host.unit for host in hosts.select_related("unit")]


def _let_go(
    old: PartyOrganization, parts: Sequence[NewBranch], shares: Shares, on: date, change: Change
) -> None:
    """Take from a branch that goes on what the parts took: its units, and the posts of those who left."""
    here = [old.pk, *(group.pk for group in groups_of(old))]
    units = [unit.pk for part in parts for unit in part.host_units]
    for host in HostUnit.objects.filter(organization__in=here, unit__in=units, period__endswith=None):
        end_dated(host, on, change)
    gone = [person for person, place in shares.places.items() if place != STAYS]
    posts = RoleAssignment.objects.filter(organization__in=here, person__in=gone, period__endswith=None)
    end_all(posts.select_related("post").order_by("pk"), on, change, AssignmentEnd.MOVED)
