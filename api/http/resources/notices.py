"""整改通知书: what offices ask schools to mend."""

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
from api.http.resources.naming import AreaRef, SchoolRef, area_ref, school_ref
from api.http.types import Key
from oversight.models import Notice, NoticeItem
from oversight.notices.lists import notices_seen
from oversight.notices.states import COURSE

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


class NoticeDetailOut(NoticeOut, HandledOut):
    """A notice with its text, its items and its record."""

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
    """Return one notice with its items; its ETag may be sent back as If-Match."""
    notice = visible_notice(request, key)
    request.shown_version = notice.version
    return notice_out(notice, request.user)


def visible_notice(request: HttpRequest, key: int) -> Notice:
    """Return the notice if the user may see it.

    Raises:
        Http404: if there is none, or it is not the user's to see.

    """
    return get_object_or_404(notices_seen(request.user), pk=key)


def notice_out(notice: Notice, user: User) -> dict[str, Any]:
    """Return what is sent of a notice to one reader."""
    items = [_item(item) for item in notice.items.order_by("position", "pk")]
    return {**_shown(notice), "text": notice.text, "items": items, **handled_out(COURSE, notice, user)}


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
