"""Findings, with the rule, the texts it comes from and the way to mend them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from accounts.models import User
from api.http.paging import Page, page_of
from api.http.resources.asking import InPlaceOnDay, in_place
from api.http.resources.naming import SchoolRef, school_ref
from api.http.resources.rules import clauses_of
from api.http.types import SomeRule, today
from governance.presentation.findings import FindingRow, finding_rows
from governance.presentation.standing import findings_of, standing, waived, with_finding

router = Router(tags=["findings"])


class FindingOut(Schema):
    """A rule fails, or failed, for one subject."""

    id: int
    rule: str
    rule_name: str
    severity: str
    school: SchoolRef | None
    subject_kind: str
    subject_number: str
    subject_name: str
    sentence: str
    clauses: list[str] = Field(description="the texts the rule comes from")
    mend: str
    people: list[str] = Field(description="members it speaks of, for those who read their names")
    first_seen: date
    closed_on: date | None
    is_waived: bool
    reopened: int


class FindingsAsked(InPlaceOnDay):
    """What the list of findings may be asked."""

    rule: SomeRule = ""
    severity: Literal["", "error", "warning", "info"] = ""
    waived: bool = Field(False, description="those that somebody decided not to pursue, and no others")


@router.get("/findings", response=Page[FindingOut], summary="List findings")
def findings_list(request: HttpRequest, asked: Query[FindingsAsked]) -> dict[str, Any]:
    """List what stood on the day: open findings, or the waived ones."""
    past = asked.on if asked.on < today() else None
    rows = (waived if asked.waived else standing)(past).visible_to(request.user)
    rows = in_place(rows.filter(school__isnull=False), asked)
    for name in ("rule", "severity"):
        if getattr(asked, name):
            rows = rows.filter(**{name: getattr(asked, name)})
    return page_of(with_finding(rows, "jurisdiction"), asked, lambda found: findings_out(found, request.user))


def findings_out(rows: Sequence[Any], user: User) -> list[dict[str, Any]]:
    """Return what is sent of findings to one reader."""
    return [_one(row) for row in finding_rows(findings_of(rows), user, mending=False)]


def _one(row: FindingRow) -> dict[str, Any]:
    plain = (
        "rule", "severity", "subject_kind", "subject_number", "subject_name", "first_seen", "closed_on",
        "is_waived", "reopened",
    )  # fmt: skip
    return {
        **{name: getattr(row.finding, name) for name in plain},
        "id": row.finding.pk,
        "rule_name": str(row.rule.name) if row.rule else "",
        "school": school_ref(row.finding.school),
        "sentence": row.sentence,
        "clauses": clauses_of(row.rule) if row.rule else [],
        "mend": row.mend,
        "people": list(row.people),
    }
