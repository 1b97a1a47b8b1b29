"""备案: structures as they were handed to the district."""

from datetime import date, datetime
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
from oversight.choices.filing import FilingAction
from oversight.filings.lists import filings_seen
from oversight.filings.numbers import next_numbers
from oversight.filings.states import COURSE
from oversight.models import Filing

router = Router(tags=["oversight"])


class FilingOut(Schema):
    """A filing of a school; what it keeps is read on its page."""

    id: int
    school: SchoolRef
    state: str
    kind: str
    year: int
    number: str
    note: str
    findings: int
    checked_on: date
    submitted_at: datetime
    decided_on: date | None
    version: int


class FilingDetailOut(FilingOut, HandledOut):
    """A filing with its fingerprint and its record."""

    sha256: str
    next_number: str = Field(description="the number it may be accepted under, for those who may")


class FilingsAsked(InPlace):
    """What the list of filings may be asked."""

    state: str = Field("", max_length=16)
    year: int = Field(0, ge=0, le=9999, description="0 for every year")


@router.get("/filings", response=Page[FilingOut], summary="List filings")
def filings_list(request: HttpRequest, asked: Query[FilingsAsked]) -> dict[str, Any]:
    """List the filings, the newest first."""
    rows = in_place(filings_seen(request.user), asked)
    for name in ("state", "year"):
        if getattr(asked, name):
            rows = rows.filter(**{name: getattr(asked, name)})
    return page_of(rows, asked, each(_shown), newest_first=True)


@router.get("/filings/{key}", response=FilingDetailOut, summary="Read a filing")
def filing_read(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:
    """Return one filing; its ETag may be sent back as If-Match."""
    found = visible_filing(request, key)
    request.shown_version = found.version
    return filing_out(found, request.user)


def visible_filing(request: HttpRequest, key: int) -> Filing:
    """Return the filing if the user may see it.

    Raises:
        Http404: if there is none, or it is not the user's to see.

    """
    return get_object_or_404(filings_seen(request.user), pk=key)


def filing_out(found: Filing, user: User) -> dict[str, Any]:
    """Return what is sent of a filing to one reader."""
    handled = handled_out(COURSE, found, user)
    decides = FilingAction.ACCEPT in handled["open"]
    number = next_numbers(found.jurisdiction, found.year)[0] if decides else ""
    return {**_shown(found), **handled, "sha256": found.sha256, "next_number": number}


def _shown(row: Filing) -> dict[str, Any]:
    plain = ("state", "kind", "year", "number", "note", "checked_on", "submitted_at", "decided_on", "version")
    return {
        **{name: getattr(row, name) for name in plain},
        "id": row.pk,
        "school": school_ref(row.school),
        "findings": row.findings_n,
    }
