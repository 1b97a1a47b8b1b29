"""Whom a post is offered to, the fitting ones first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from governance.choices import BodyKind, MembershipKind, Role
from governance.models import PartyMembership, PartyOrganization, RoleAssignment
from schools.choices import PoliticalStatus
from schools.models import Person, Unit

#: Posts whose holders lead a unit (SEC-017).
UNIT_LEADERS = (Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.OVERSEER)


@dataclass(frozen=True, slots=True)
class CandidateGroup:
    """People offered under one heading."""

    label: str
    people: tuple[Person, ...]


def secretary_candidates(
    organization: PartyOrganization, people: QuerySet[Person], on: date
) -> list[CandidateGroup]:
    """Return ``people`` grouped: Party members who lead the host units, the branch's full members, others.

    Nobody stands in two groups; empty groups are left out.
    """
    leading = set(_unit_leaders(organization, on).values_list("person", flat=True))
    own = set(_own_members(organization, on).values_list("person", flat=True))
    full = set(people.filter(full_members(on)).values_list("pk", flat=True))
    groups: dict[str, list[Person]] = {
        _("依托单元的党员负责人"): [],
        _("本支部正式党员"): [],
        _("本校其他人员"): [],
    }
    first, second, third = groups.values()
    for person in people.order_by("sort_key", "number"):
        if person.pk in leading & full:
            first.append(person)
        elif person.pk in own & full:
            second.append(person)
        else:
            third.append(person)
    return [CandidateGroup(label, tuple(found)) for label, found in groups.items() if found]


def full_members(on: date) -> Q:
    """Return the condition of a full member on the day."""
    return (
        Q(political_status=PoliticalStatus.FULL, full_on__lte=on)
        & (Q(party_left_on=None) | Q(party_left_on__gt=on))
        & (Q(died_on=None) | Q(died_on__gt=on))
    )


def _unit_leaders(organization: PartyOrganization, on: date) -> QuerySet[RoleAssignment]:
    """Return the posts of who leads the host units and the units above them."""
    hosts = Unit.objects.filter(hosted__organization=organization, hosted__period__contains=on)
    above: Any = Unit.objects.get_queryset_ancestors(hosts, include_self=True)
    return RoleAssignment.objects.as_of(on).filter(
        post__body_kind=BodyKind.UNIT, post__unit__in=above.order_by().values("pk"), role__in=UNIT_LEADERS
    )


def _own_members(organization: PartyOrganization, on: date) -> QuerySet[PartyMembership]:
    return PartyMembership.objects.as_of(on).filter(organization=organization, kind=MembershipKind.FORMAL)
