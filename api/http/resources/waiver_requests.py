"""豁免申请: what schools ask for, and what became of it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from accounts.models import User
from api.http.paging import Page, page_of
from api.http.resources.asking import InPlace, each, in_place
from api.http.resources.handled import HandledOut, handled_out
from api.http.resources.naming import SchoolRef, school_ref
from api.http.types import Key
from oversight.models import WaiverRequest
from oversight.waivers.lists import requests_seen
from oversight.waivers.states import COURSE

router = Router(tags=["oversight"])


class WaiverRequestOut(Schema):
    """A request of a school that one of its findings is not pursued for a while."""

    id: int
    school: SchoolRef
    rule: str
    subject_kind: str
    subject_number: str
    subject_name: str
    state: str
    reason: str
    document_number: str
    issued_on: date
    issuer: str
    until: date = Field(description="the last day asked for, or granted once it is")
    asked_on: date
    waiver: int | None = Field(description="the waiver it came to")
    renews: int | None = Field(description="the request whose waiver it goes on with")
    version: int


class WaiverRequestDetailOut(WaiverRequestOut, HandledOut):
    """A request with its record."""


class WaiverRequestsAsked(InPlace):
    """What the list of requests may be asked."""

    state: str = Field("", max_length=16)


@router.get("/waiver-requests", response=Page[WaiverRequestOut], summary="List requests for waivers")
def waiver_requests_list(request: HttpRequest, asked: Query[WaiverRequestsAsked]) -> dict[str, Any]:
    """List the requests for waivers, the newest first."""
    rows = in_place(WaiverRequest.objects.visible_to(request.user), asked)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page_of(rows.select_related("school"), asked, each(_shown), newest_first=True)


@router.get("/waiver-requests/{key}", response=WaiverRequestDetailOut, summary="Read a request for a waiver")
def waiver_request_read(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:
    """Return one request; its ETag may be sent back as If-Match."""
    found = visible_waiver_request(request, key)
    request.shown_version = found.version
    return waiver_request_out(found, request.user)


def visible_waiver_request(request: HttpRequest, key: int) -> WaiverRequest:
    """Return the request for a waiver if the user may see it.

    Raises:
        Http404: if there is none, or it is not the user's to see.

    """
    return get_object_or_404(requests_seen(request.user), pk=key)


def waiver_request_out(found: WaiverRequest, user: User) -> dict[str, Any]:
    """Return what is sent of a request to one reader."""
    return {**_shown(found), **handled_out(COURSE, found, user)}


def _shown(row: WaiverRequest) -> dict[str, Any]:
    plain = (
        "rule", "subject_kind", "subject_number", "subject_name", "state", "reason", "document_number",
        "issued_on", "issuer", "until", "asked_on", "version",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in plain},
        "id": row.pk,
        "school": school_ref(row.school),
        "waiver": row.waiver_id,
        "renews": row.renews_id,
    }
