"""Rounds of checks that divisions hold with their schools."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from api.http.paging import Page, Paged, page_of
from api.http.resources.asking import each
from api.http.resources.naming import AreaRef, area_ref
from api.http.types import Key
from oversight.models import Round
from oversight.rounds.lists import rounds_seen

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


@router.get("/rounds/{key}", response=RoundOut, summary="Read a round")
def round_read(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:
    """Return one round."""
    found = get_object_or_404(rounds_seen(request.user), pk=key)
    request.shown_version = found.version
    return _shown(found)


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
