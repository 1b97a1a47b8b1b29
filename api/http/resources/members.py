"""Members' relation to their branches, for those who read lists of members."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from api.http.paging import Page, page_of
from api.http.resources.asking import InPlaceOnDay, each, in_place, schools_with_names
from api.http.resources.naming import BodyRef, PersonRef, body_ref, person_ref
from governance.models import PartyMembership

router = Router(tags=["people"])


class MembershipOut(Schema):
    """A member's relation to a branch of the register, or to a named organisation outside of it."""

    person: PersonRef
    organization: BodyRef | None
    external_organization: str
    party_group: BodyRef | None
    kind: str
    starts_on: date
    last_day: date | None


class MembershipsAsked(InPlaceOnDay):
    """What the list of members may be asked."""

    organization: str = Field("", pattern=r"^[0-9A-Za-z-]{0,24}$", description="only of this organisation")


@router.get("/memberships", response=Page[MembershipOut], summary="List members of branches")
def memberships_list(request: HttpRequest, asked: Query[MembershipsAsked]) -> dict[str, Any]:
    """List who was in which branch on the day, of the schools of which the token's owner reads names."""
    named = schools_with_names(request.user)
    inside = Q(organization__school__in=named) | Q(organization=None, person__school__in=named)
    rows = PartyMembership.objects.visible_to(request.user).as_of(asked.on).filter(inside)
    rows = in_place(rows, asked, "organization__school")
    if asked.organization:
        rows = rows.filter(organization__number=asked.organization)
    return page_of(rows.select_related("person", "organization", "party_group"), asked, each(_shown))


def _shown(row: PartyMembership) -> dict[str, Any]:
    plain = ("external_organization", "kind", "starts_on", "last_day")
    return {
        **{name: getattr(row, name) for name in plain},
        "person": person_ref(row.person),
        "organization": body_ref(row.organization),
        "party_group": body_ref(row.party_group),
    }
