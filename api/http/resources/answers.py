"""上报: what schools say in rounds of checks, finding by finding."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
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
from governance.rules.texts import sentence
from oversight.models import Answer, RoundFinding
from oversight.rounds.lists import GONE_OUT, answers_seen
from oversight.rounds.matters import now_of
from oversight.rounds.states import ANSWER_COURSE

router = Router(tags=["oversight"])


class AnswerOut(Schema):
    """The answer of one school in one round."""

    id: int
    round: int
    title: str = Field(description="what the round is called")
    school: SchoolRef
    deadline: date
    state: str
    note: str = Field(description="about the whole")
    reported_on: date | None
    filing: int | None = Field(description="in a yearly round: the filing that is the answer")
    reminders: int
    version: int


class AnswerFindingOut(Schema):
    """A finding of the school in the round, as it stood, and what the school says about it."""

    finding: int
    rule: str
    severity: str
    subject_name: str
    sentence: str
    now: str = Field(description="still, mended, waived or new")
    text: str


class AnswerDetailOut(AnswerOut, HandledOut):
    """An answer with its findings and its record."""

    findings: list[AnswerFindingOut]


class AnswersAsked(InPlace):
    """What the list of answers may be asked."""

    round: Key = Field(0, description="only in the round with this key; 0 for every round")
    state: str = Field("", max_length=16)


@router.get("/answers", response=Page[AnswerOut], summary="List answers")
def answers_list(request: HttpRequest, asked: Query[AnswersAsked]) -> dict[str, Any]:
    """List the answers of schools in rounds that have gone out, the newest first."""
    rows = in_place(_seen(request.user), asked)
    for name in ("round", "state"):
        if getattr(asked, name):
            rows = rows.filter(**{name: getattr(asked, name)})
    return page_of(rows, asked, each(_shown), newest_first=True)


@router.get("/answers/{key}", response=AnswerDetailOut, summary="Read an answer")
def answer_read(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:
    """Return one answer; its ETag may be sent back as If-Match."""
    found = visible_answer(request, key)
    request.shown_version = found.version
    return answer_out(found, request.user)


def visible_answer(request: HttpRequest, key: int) -> Answer:
    """Return the answer if the user may see it.

    Raises:
        Http404: if there is none, or it is not the user's to see.

    """
    return get_object_or_404(_seen(request.user), pk=key)


def answer_out(found: Answer, user: User) -> dict[str, Any]:
    """Return what is sent of an answer to one reader."""
    findings = [_finding(row) for row in found.findings.select_related("finding")]
    return {**_shown(found), "findings": findings, **handled_out(ANSWER_COURSE, found, user)}


def _seen(user: User) -> QuerySet[Answer]:
    return answers_seen(user).filter(round__state__in=GONE_OUT)


def _shown(row: Answer) -> dict[str, Any]:
    plain = ("state", "note", "reported_on", "reminders", "version")
    return {
        **{name: getattr(row, name) for name in plain},
        "id": row.pk,
        "round": row.round_id,
        "title": row.round.title,
        "deadline": row.round.deadline,
        "school": school_ref(row.school),
        "filing": row.filing_id,
    }


def _finding(row: RoundFinding) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("rule", "severity", "subject_name", "text")},
        "finding": row.finding_id,
        "sentence": sentence(row.rule, row.variant, row.evidence),
        "now": row.now or now_of(row.finding).value,
    }
