"""Members join, are confirmed, transfer and leave. These are facts of life: no rule refuses them."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from governance.choices import BRANCH_TYPES, LIVE_STATES, MembershipKind, OrgState, OrgType, RestrictionKind
from governance.domain.act import Act
from governance.domain.editing import editing, save_checked
from governance.domain.hosting import end_dated
from governance.domain.operation import Change, operation, require
from governance.domain.rights import require_visible
from governance.models import Document, PartyMembership, PartyOrganization, RightsRestriction
from schools.choices import PoliticalStatus
from schools.models import Person
from schools.periods import open_period


def member_join(
    *,
    act: Act,
    person: Person,
    organization: PartyOrganization,
    kind: MembershipKind = MembershipKind.FORMAL,
    party_group: PartyOrganization | None = None,
) -> PartyMembership:
    """Record that a member's relation is in a branch from the day of the act.

    Raises:
        ValidationError: if the organisation takes no members, or the person has a formal branch already.

    """
    require_visible(act.actor, person, organization, party_group)
    with operation(
        act, "member_join", school=organization.school, others=[person.school], organising=False
    ) as change:
        membership = enrol(person, organization, act.on, change, kind=kind, party_group=party_group)
        change.summary = _("{person}编入{name}").format(person=person, name=organization)
    return membership


def enrol(
    person: Person,
    organization: PartyOrganization,
    on: date,
    change: Change,
    *,
    kind: MembershipKind = MembershipKind.FORMAL,
    party_group: PartyOrganization | None = None,
) -> PartyMembership:
    """Create a membership inside an operation."""
    takers = BRANCH_TYPES if kind == MembershipKind.FORMAL else BRANCH_TYPES | {OrgType.TEMPORARY_BRANCH}
    require(organization.type in takers, _("{name}不是党支部，党员应当编入支部。"), name=organization)
    taking = LIVE_STATES | {OrgState.PREPARING}
    require(organization.state in taking, _("{name}尚未批复成立，不能编入党员。"), name=organization)
    require(
        person.political_status in (PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY),
        _("{person}登记的政治面貌不是中共党员，请先在人员资料中更正。"),
        person=person,
    )
    require(
        party_group is None or party_group.parent_id == organization.pk,
        _("{group}不是{name}的党小组。"),
        group=party_group,
        name=organization,
    )
    membership = PartyMembership(
        person=person, organization=organization, kind=kind, party_group=party_group, period=open_period(on)
    )
    save_checked(membership)
    change.created(membership)
    return membership


def member_confirm(*, act: Act, person: Person, full_on: date | None = None) -> Person:
    """Record that a probationary member became a full member on ``full_on`` (the day of the act)."""
    with editing(act, "member_confirm", person, organising=False) as (change, fresh):
        fresh.full_on = full_on or act.on
        fresh.political_status = PoliticalStatus.FULL
        require(fresh.full_on <= act.today, _("转正日期不能晚于今天。"))
        change.summary = _("{person}转为正式党员").format(person=fresh)
    return fresh


def member_transfer(
    *,
    act: Act,
    people: Iterable[Person],
    organization: PartyOrganization | None = None,
    external_organization: str = "",
) -> list[PartyMembership]:
    """Move members' formal relation to another branch, or to a named organisation outside.

    Their party group is left behind with the branch; everything happens on the day of the act.
    """
    people = tuple(people)
    require(people, _("请选择要转接组织关系的党员。"))
    require_visible(act.actor, organization, *people)
    school = organization.school if organization else people[0].school
    sources = _branch_schools(people)
    with operation(act, "member_transfer", school=school, others=sources, organising=False) as change:
        rows = [move(p, organization, external_organization, act.on, change) for p in people]
        target = organization or external_organization
        change.summary = _("{count}名党员组织关系转到{name}").format(count=len(people), name=target)
    return rows


def _branch_schools(people: Iterable[Person]) -> list:
    rows = PartyMembership.objects.filter(
        person__in=people,
        kind=MembershipKind.FORMAL,
        period__endswith=None,
        organization__school__isnull=False,
    ).select_related("organization__school")
    return [*{row.organization.school for row in rows}, *{person.school for person in people}]


def move(
    person: Person,
    organization: PartyOrganization | None,
    external_organization: str,
    on: date,
    change: Change,
) -> PartyMembership:
    """Close the present formal membership and open the new one inside an operation."""
    end_formal(person, on, change)
    if organization is not None:
        return enrol(person, organization, on, change)
    membership = PartyMembership(
        person=person, external_organization=external_organization.strip(), period=open_period(on)
    )
    save_checked(membership)
    change.created(membership)
    return membership


def end_formal(person: Person, on: date, change: Change) -> None:
    """End the person's formal membership, if there is one, inside an operation."""
    open_rows = PartyMembership.objects.filter(
        person=person, kind=MembershipKind.FORMAL, period__endswith=None
    )
    for row in open_rows:
        end_dated(row, on, change)


def member_leave(*, act: Act, membership: PartyMembership, left_party: bool = False) -> PartyMembership:
    """End a membership; ``left_party`` records that the person left the Party that day."""
    require_visible(act.actor, membership)
    school = membership.organization.school if membership.organization else membership.person.school
    with operation(
        act, "member_leave", school=school, others=[membership.person.school], organising=False
    ) as change:
        fresh = PartyMembership.objects.get(pk=membership.pk)
        end_dated(fresh, act.on, change)
        if left_party:
            fresh.person.party_left_on = act.on
            save_checked(fresh.person)
        change.summary = _("{person}组织关系转出").format(person=fresh.person)
    return fresh


def rights_restrict(
    *,
    act: Act,
    person: Person,
    kind: RestrictionKind,
    until: date | None = None,
    document: Document | None = None,
) -> RightsRestriction:
    """Record a decision that takes away a member's vote. The log names the person, never the kind."""
    require_visible(act.actor, person, document)
    with operation(act, "rights_restrict", school=person.school, organising=False) as change:
        row = RightsRestriction(
            person=person, kind=kind, document=document, period=open_period(act.on, until)
        )
        save_checked(row)
        change.summary = _("更新{person}的党员权利情况").format(person=person)
    return row
