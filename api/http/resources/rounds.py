"""Rounds of checks that divisions hold with their schools."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from accounts.models import User
from api.http.paging import Page, Paged, page_of
from api.http.resources.asking import each
from api.http.resources.handled import HandledOut, handled_out
from api.http.resources.naming import AreaRef, area_ref
from api.http.types import Key
from oversight.choices.round import Choosing
from oversight.models import Round
from oversight.rounds.lists import rounds_seen
from oversight.rounds.states import COURSE

router = Router(tags=["oversight"])


class RoundOut(Schema):
    """A round, with how many schools it asks and how many have answered."""

    id: int
    title: str
    state: str
    kind: str
    year: int
    jurisdiction: AreaRef
    starts_on: date
    deadline: date
    opened_on: date | None
    closed_on: date | None
    rules: list[str]
    schools: int
    answered: int
    version: int


class ClosingOut(Schema):
    """How far the closing of a round with many schools is; afterwards there is none."""

    state: str
    done: int
    total: int
    problem: str


class RoundDetailOut(RoundOut, HandledOut):
    """A round with what it is for, which schools were chosen, and its record."""

    purpose: str
    basis: str
    wants_zero: bool = Field(description="schools without findings report, too")
    chapters: list[str]
    choosing: str = Field(description="how its schools are chosen while it is drafted")
    filter: dict[str, str] = Field(description="of schools chosen by a filter")
    codes: list[str] = Field(description="of schools chosen one by one")
    closing: ClosingOut | None


class RoundsAsked(Paged):
    """What the list of rounds may be asked."""

    state: str = Field("", max_length=16)


@router.get("/rounds", response=Page[RoundOut], summary="List rounds")
def rounds_list(request: HttpRequest, asked: Query[RoundsAsked]) -> dict[str, Any]:
    """List the rounds, the newest first."""
    rows = rounds_seen(request.user)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page_of(rows, asked, each(_shown), newest_first=True)


@router.get("/rounds/{key}", response=RoundDetailOut, summary="Read a round")
def round_read(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:
    """Return one round; its ETag may be sent back as If-Match."""
    found = visible_round(request, key)
    request.shown_version = found.version
    return round_out(found, request.user)


def visible_round(request: HttpRequest, key: int) -> Round:
    """Return the round if the user may see it.

    Raises:
        Http404: if there is none, or it is not the user's to see.

    """
    return get_object_or_404(rounds_seen(request.user).select_related("closing"), pk=key)


def round_out(found: Round, user: User) -> dict[str, Any]:
    """Return what is sent of a round to one reader."""
    selection, closing = found.selection, getattr(found, "closing", None)
    names = ("state", "done", "total", "problem")
    return {
        **_shown(found),
        **{name: getattr(found, name) for name in ("purpose", "basis", "wants_zero")},
        "chapters": [str(chapter) for chapter in found.chapters],
        "choosing": selection.get("choosing", Choosing.ALL.value),
        "filter": {name: str(value) for name, value in selection.get("filter", {}).items()},
        "codes": [str(code) for code in selection.get("codes", [])],
        "closing": {name: getattr(closing, name) for name in names} if closing else None,
        **handled_out(COURSE, found, user),
    }


def _shown(row: Round) -> dict[str, Any]:
    plain = ("title", "state", "kind", "year", "starts_on", "deadline", "opened_on", "closed_on", "version")
    return {
        **{name: getattr(row, name) for name in plain},
        "id": row.pk,
        "jurisdiction": area_ref(row.jurisdiction),
        "rules": [str(rule) for rule in row.rules],
        "schools": row.schools_n,
        "answered": row.answered_n,
    }
