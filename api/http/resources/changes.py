"""The log of changes."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from accounts.models import User
from api.http.paging import Page, page_of
from api.http.resources.asking import InPlace, in_place
from api.http.resources.naming import AreaRef, SchoolRef, area_ref, school_ref
from api.http.types import Day, Key, today
from governance.models import ChangeSet
from governance.presentation.change_page import ChangePage, Told, summary_for
from governance.presentation.operation_names import operation_name
from governance.views.days import FARTHEST, FIRST

router = Router(tags=["changes"])


class ChangeOut(Schema):
    """One change: what was done, by whom, from when it holds and when it was recorded."""

    id: int
    operation: str
    operation_name: str
    summary: str = Field(description="of a change about members, others read only what kind it was")
    school: SchoolRef | None
    jurisdiction: AreaRef | None
    actor: str | None
    reason: str
    effective_on: date
    recorded_at: datetime
    is_correction: bool
    undoes: int | None


class CausedOut(Schema):
    """A finding that a change caused or cured."""

    rule: str
    name: str
    subject: str
    sentence: str = Field(description="empty for those who may not read names")
    severity: str


class ChangeDetailOut(ChangeOut):
    """One change with what it consists of and what it caused."""

    parts: list[str]
    caused: list[CausedOut]
    cured: list[CausedOut]
    is_undone: bool


class ChangesAsked(InPlace):
    """What the log may be asked; days are those from which a change holds."""

    operation: str = Field("", max_length=40)
    since: Day = FIRST
    until: Day = Field(default_factory=lambda: today() + FARTHEST)


@router.get("/changes", response=Page[ChangeOut], summary="List changes")
def changes_list(request: HttpRequest, asked: Query[ChangesAsked]) -> dict[str, Any]:
    """List the changes, the newest first."""
    rows = in_place(ChangeSet.objects.visible_to(request.user), asked)
    rows = rows.filter(effective_on__gte=asked.since, effective_on__lte=asked.until)
    if asked.operation:
        rows = rows.filter(operation=asked.operation)
    rows = rows.select_related("school__jurisdiction", "jurisdiction", "actor")
    return page_of(
        rows, asked, lambda found: [change_out(row, request.user) for row in found], newest_first=True
    )


@router.get("/changes/{key}", response=ChangeDetailOut, summary="Read a change")
def change_read(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:
    """Return one change with its parts and what it caused."""
    rows = ChangeSet.objects.visible_to(request.user)
    rows = rows.select_related("school__jurisdiction", "jurisdiction", "actor", "document", "undoes")
    page = ChangePage(get_object_or_404(rows, pk=key), request.user, today())
    return {
        **change_out(page.change, request.user),
        "parts": page.parts,
        "caused": [told_out(one) for one in page.caused],
        "cured": [told_out(one) for one in page.cured],
        "is_undone": page.is_undone,
    }


def change_out(row: ChangeSet, user: User) -> dict[str, Any]:
    """Return what is sent of a change to one reader."""
    return {
        "id": row.pk,
        "operation": row.operation,
        "operation_name": operation_name(row.operation),
        "summary": summary_for(row, user),
        "school": school_ref(row.school),
        "jurisdiction": area_ref(row.jurisdiction),
        "actor": str(row.actor) if row.actor else None,
        "reason": row.reason,
        "effective_on": row.effective_on,
        "recorded_at": row.recorded_at,
        "is_correction": row.is_correction,
        "undoes": row.undoes_id,
    }


def told_out(one: Told) -> dict[str, str]:
    """Return what is sent of a finding that a change caused or cured."""
    names = ("rule", "name", "subject", "sentence", "severity")
    return {name: str(getattr(one, name)) for name in names}
