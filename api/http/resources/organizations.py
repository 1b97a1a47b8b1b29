"""Party organisations."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from api.http.paging import Page, page_of
from api.http.resources.asking import InPlaceOnDay, each, in_place
from api.http.resources.naming import AreaRef, BodyRef, SchoolRef, area_ref, body_ref, school_ref
from api.http.types import Number
from governance.models import OrganizationStatus, PartyOrganization

router = Router(tags=["organisations"])
_RELATED = ("school", "jurisdiction", "parent", "superior", "predecessor")


class OrganizationOut(Schema):
    """A Party organisation, as it is registered now; ``state_on`` is its state on the day asked for."""

    number: str
    full_name: str
    short_name: str
    code: str
    type: str
    kind: str
    level: str
    school: SchoolRef | None
    jurisdiction: AreaRef | None
    parent: BodyRef | None
    superior: BodyRef | None
    external_superior: str
    predecessor: BodyRef | None
    state: str
    state_since: date
    state_on: str | None = Field(description="the state on the day asked for, null where none is known")
    applied_on: date | None
    established_on: date | None
    activated_on: date | None
    dissolved_on: date | None


class OrganizationsAsked(InPlaceOnDay):
    """What the list of organisations may be asked."""

    type: str = Field("", max_length=20)
    state: str = Field("", max_length=12, description="the state on that day")


@router.get("/organizations", response=Page[OrganizationOut], summary="List organisations")
def organizations_list(request: HttpRequest, asked: Query[OrganizationsAsked]) -> dict[str, Any]:
    """List the organisations that existed on the day, with their state then."""
    then = Q(period__contains=asked.on) & (Q(state=asked.state) if asked.state else Q())
    known = OrganizationStatus.objects.filter(then).order_by().values("organization")
    rows = in_place(PartyOrganization.objects.visible_to(request.user), asked).filter(pk__in=known)
    if asked.type:
        rows = rows.filter(type=asked.type)
    return page_of(rows.select_related(*_RELATED), asked, lambda found: _shown(found, asked.on))


@router.get("/organizations/{number}", response=OrganizationOut, summary="Read an organisation")
def organization_read(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Return one organisation as it is registered now."""
    rows = PartyOrganization.objects.visible_to(request.user).select_related(*_RELATED)
    return each(lambda row: _one(row, row.state))([get_object_or_404(rows, number=number)])[0]


def _shown(rows: Any, on: date) -> list[dict[str, Any]]:
    found = OrganizationStatus.objects.as_of(on).filter(organization__in=[row.pk for row in rows])
    states = dict(found.values_list("organization", "state"))
    return [_one(row, states.get(row.pk)) for row in rows]


def _one(row: PartyOrganization, state_on: str | None) -> dict[str, Any]:
    plain = (
        "number", "full_name", "short_name", "code", "type", "kind", "level", "external_superior", "state",
        "state_since", "applied_on", "established_on", "activated_on", "dissolved_on",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in plain},
        "school": school_ref(row.school),
        "jurisdiction": area_ref(row.jurisdiction),
        "parent": body_ref(row.parent),
        "superior": body_ref(row.superior),
        "predecessor": body_ref(row.predecessor),
        "state_on": state_on,
    }
