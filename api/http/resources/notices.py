"""整改通知书: what offices ask schools to mend."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from api.http.paging import Page, page_of
from api.http.resources.asking import InPlace, each, in_place
from api.http.resources.naming import AreaRef, SchoolRef, area_ref, school_ref
from api.http.types import Key
from oversight.models import Notice, NoticeItem

router = Router(tags=["oversight"])


class NoticeOut(Schema):
    """A rectification notice to one school."""

    id: int
    number: str
    state: str
    school: SchoolRef
    jurisdiction: AreaRef
    issuer: str
    deadline: date
    issued_on: date | None
    version: int


class NoticeItemOut(Schema):
    """One finding that a notice names, and what the school answered."""

    finding: int
    severity: str
    sentence: str
    clause: str
    mend: str
    answer: str


class NoticeDetailOut(NoticeOut):
    """A notice with its text and items."""

    text: str
    items: list[NoticeItemOut]


class NoticesAsked(InPlace):
    """What the list of notices may be asked."""

    state: str = Field("", max_length=16)


@router.get("/notices", response=Page[NoticeOut], summary="List notices")
def notices_list(request: HttpRequest, asked: Query[NoticesAsked]) -> dict[str, Any]:
    """List the notices, the newest first; drafts are their office's own."""
    rows = in_place(Notice.objects.visible_to(request.user), asked)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page_of(rows.select_related("school", "jurisdiction"), asked, each(_shown), newest_first=True)


@router.get("/notices/{key}", response=NoticeDetailOut, summary="Read a notice")
def notice_read(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:
    """Return one notice with its items."""
    rows = Notice.objects.visible_to(request.user).select_related("school", "jurisdiction")
    notice = get_object_or_404(rows, pk=key)
    request.shown_version = notice.version
    items = [_item(item) for item in notice.items.order_by("position", "pk")]
    return {**_shown(notice), "text": notice.text, "items": items}


def _shown(row: Notice) -> dict[str, Any]:
    plain = ("number", "state", "issuer", "deadline", "issued_on", "version")
    return {
        **{name: getattr(row, name) for name in plain},
        "id": row.pk,
        "school": school_ref(row.school),
        "jurisdiction": area_ref(row.jurisdiction),
    }


def _item(item: NoticeItem) -> dict[str, Any]:
    names = ("severity", "sentence", "clause", "mend", "answer")
    return {**{name: getattr(item, name) for name in names}, "finding": item.finding_id}
