"""Members join, are confirmed, transfer and leave. These are facts of life: no rule refuses them."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.choices import MembershipKind, RestrictionKind
from governance.domain.act import Act
from governance.domain.editing import editing, save_checked, scope_of
from governance.domain.ending import end_dated
from governance.domain.enrolment import (
    branch_schools,
    branches_of,
    enrol,
    move,
    require_member,
    require_release,
)
from governance.domain.operation import operation, require
from governance.domain.record import snapshot
from governance.domain.rights import require_visible
from governance.domain.standing import current
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
        act,
        "member_join",
        **scope_of(organization),
        others=[person.school],
        organising=False,
        branches=chain([organization], branches_of([person])),
    ) as change:
        membership = enrol(person, organization, act.on, change, kind=kind, party_group=party_group)
        change.sum_up(gettext_noop("{person}编入{name}"), person=person, name=organization)
    return membership


def member_confirm(*, act: Act, person: Person, full_on: date | None = None) -> Person:
    """Record that a probationary member became a full member on ``full_on`` (the day of the act)."""
    own = branches_of([person])
    with editing(act, "member_confirm", person, organising=False, branches=own) as (change, fresh):
        day = full_on or act.on
        require(day <= act.today, _("转正日期不能晚于今天。"))
        require_member(fresh, day)
        require(
            fresh.political_status == PoliticalStatus.PROBATIONARY or fresh.full_on is None,
            _("{person}已于{day}转正，日期有误的请更正人员资料。"),
            person=fresh,
            day=fresh.full_on,
        )
        fresh.full_on, fresh.political_status = day, PoliticalStatus.FULL
        change.sum_up(gettext_noop("{person}转为正式党员"), person=fresh)
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
    people = tuple(dict.fromkeys(people))
    require(people, _("请选择要转接组织关系的党员。"))
    require_visible(act.actor, organization, *people)
    together = organization is not None or len({person.school_id for person in people}) == 1
    require(together, _("转到系统外党组织的，请分学校办理。"))
    scope = scope_of(organization or people[0])
    others = {*branch_schools(people), *(person.school for person in people)}
    require_release(act.actor, people, scope["school"])
    branches = chain([organization] if organization else [], branches_of(people))
    with operation(
        act, "member_transfer", **scope, others=others, organising=False, branches=branches
    ) as change:
        rows = [move(p, organization, external_organization, act.on, change) for p in people]
        target = organization or external_organization.strip()
        change.sum_up(gettext_noop("{count}名党员组织关系转到{name}"), count=len(people), name=target)
    return rows


def member_leave(*, act: Act, membership: PartyMembership, left_party: bool = False) -> PartyMembership:
    """End a membership; ``left_party`` records that the person left the Party that day."""
    require_visible(act.actor, membership)
    with operation(
        act,
        "member_leave",
        **scope_of(membership),
        others=[membership.person.school],
        organising=False,
        branches=[membership.organization] if membership.organization else [],
    ) as change:
        fresh = current(membership)
        end_dated(fresh, act.on, change)
        if left_party:
            before = snapshot(fresh.person)
            fresh.person.party_left_on = act.on
            save_checked(fresh.person)
            change.altered(fresh.person, before)
        change.sum_up(gettext_noop("{person}组织关系转出"), person=fresh.person)
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
    require(until is None or until > act.on, _("结束日期应当晚于开始日期。"))
    with operation(act, "rights_restrict", school=person.school, organising=False) as change:
        row = RightsRestriction(
            person=person, kind=kind, document=document, period=open_period(act.on, until)
        )
        save_checked(row)
        change.sum_up(gettext_noop("更新{person}的党员权利情况"), person=person)
    return row
