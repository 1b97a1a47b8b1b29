"""核实材料: what schools and officials say about rules that no data can decide, until it is confirmed."""

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
from api.http.types import Key, SomeRule
from oversight.attesting.states import COURSE
from oversight.models import Statement

router = Router(tags=["oversight"])


class StatementOut(Schema):
    """What was stated about a rule at a school; once it is confirmed it is an attestation."""

    id: int
    school: SchoolRef
    rule: str
    state: str
    conclusion: str
    note: str
    document_number: str
    until: date | None = Field(description="the last day on which it counts, null for all the rule gives")
    made_on: date
    version: int


class StatementDetailOut(StatementOut, HandledOut):
    """A statement with its record."""


class StatementsAsked(InPlace):
    """What the list of statements may be asked."""

    state: str = Field("", max_length=16)
    rule: SomeRule = ""


@router.get("/statements", response=Page[StatementOut], summary="List statements")
def statements_list(request: HttpRequest, asked: Query[StatementsAsked]) -> dict[str, Any]:
    """List the statements, the newest first."""
    rows = in_place(Statement.objects.visible_to(request.user), asked)
    for name in ("state", "rule"):
        if getattr(asked, name):
            rows = rows.filter(**{name: getattr(asked, name)})
    return page_of(rows.select_related("school"), asked, each(_shown), newest_first=True)


@router.get("/statements/{key}", response=StatementDetailOut, summary="Read a statement")
def statement_read(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:
    """Return one statement; its ETag may be sent back as If-Match."""
    found = visible_statement(request, key)
    request.shown_version = found.version
    return statement_out(found, request.user)


def visible_statement(request: HttpRequest, key: int) -> Statement:
    """Return the statement if the user may see it.

    Raises:
        Http404: if there is none, or it is not the user's to see.

    """
    rows = Statement.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("school__jurisdiction", "attestation"), pk=key)


def statement_out(found: Statement, user: User) -> dict[str, Any]:
    """Return what is sent of a statement to one reader."""
    return {**_shown(found), **handled_out(COURSE, found, user)}


def _shown(row: Statement) -> dict[str, Any]:
    plain = ("rule", "state", "conclusion", "note", "document_number", "until", "made_on", "version")
    return {
        **{name: getattr(row, name) for name in plain},
        "id": row.pk,
        "school": school_ref(row.school),
    }
