"""备案: structures as they were handed to the district."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from api.http.paging import Page, page_of
from api.http.resources.asking import InPlace, each, in_place
from api.http.resources.naming import SchoolRef, school_ref
from oversight.filings.lists import filings_seen
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


def _shown(row: Filing) -> dict[str, Any]:
    plain = ("state", "kind", "year", "number", "note", "checked_on", "submitted_at", "decided_on", "version")
    return {
        **{name: getattr(row, name) for name in plain},
        "id": row.pk,
        "school": school_ref(row.school),
        "findings": row.findings_n,
    }
