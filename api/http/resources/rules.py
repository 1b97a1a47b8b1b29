"""The rules."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from api.http.types import SomeRule
from governance.rules.catalogue import all_rules, in_reading_order
from governance.rules.declaration import Rule
from governance.rules.texts import source_text

router = Router(tags=["findings"])


class RuleOut(Schema):
    """A rule."""

    code: str
    name: str
    chapter: str
    severity: str
    subject: str
    summary: str
    why: str
    clauses: list[str] = Field(description="the texts it comes from")
    parameters: list[str] = Field(description="the names of its numbers")
    may_be_waived: bool
    is_attested: bool = Field(description="people attest it, because no data can decide it")


@router.get("/rules", response=list[RuleOut], summary="List rules")
def rules_list(request: HttpRequest) -> list[dict[str, Any]]:
    """List all rules in reading order."""
    return [_shown(rule) for rule in in_reading_order()]


@router.get("/rules/{code}", response=RuleOut, summary="Read a rule")
def rule_read(request: HttpRequest, code: Path[SomeRule]) -> dict[str, Any]:
    """Return one rule."""
    rule = all_rules().get(code)
    if rule is None:
        raise Http404
    return _shown(rule)


def clauses_of(rule: Rule) -> list[str]:
    """Return the texts a rule comes from."""
    return [source_text(source) for source in rule.sources]


def _shown(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": str(rule.name),
        "chapter": rule.chapter,
        "severity": rule.severity,
        "subject": rule.subject,
        "summary": str(rule.summary),
        "why": str(rule.why),
        "clauses": clauses_of(rule),
        "parameters": list(rule.parameters),
        "may_be_waived": rule.is_waivable,
        "is_attested": rule.is_attested,
    }
