"""Findings over time."""

from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema
from pydantic import Field

from api.http.problems import Kind, Problem, about
from api.http.types import AreaCode, Day, SomeRule, today
from governance.presentation.jurisdiction_page import visible_jurisdictions
from oversight.trends import findings
from oversight.trends.scope import Scope
from oversight.trends.steps import default_first, steps

router = Router(tags=["findings"])
#: Longer stretches are cut to the latest steps anyway; this many years are walked through to get there.
LONGEST_YEARS = 10


class TrendAsked(Schema):
    """The stretch of days and what of it is meant."""

    since: Day = Field(
        default_factory=lambda: default_first(today()), description="eleven months ago if left out"
    )
    until: Day = Field(default_factory=today, description="today if left out")
    unit: Literal["month", "week"] = "month"
    rule: SomeRule = ""
    severity: Literal["", "error", "warning", "info"] = ""


class TrendStepOut(Schema):
    """One month or week."""

    first: Day
    last: Day
    standing: int = Field(description="open on the last day")
    found: int = Field(description="newly found in between")
    mended: int = Field(description="mended in between")


@router.get("/jurisdictions/{code}/trends", response=list[TrendStepOut], summary="Findings over time")
def jurisdiction_trends(
    request: HttpRequest, code: Path[AreaCode], asked: Query[TrendAsked]
) -> list[dict[str, Any]]:
    """Return, step by step, how many findings stood, were found and were mended; at most the latest 26 steps.

    Raises:
        Problem: 422 if the days are in the wrong order or too far apart.

    """
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    if not 0 <= asked.until.year - asked.since.year <= LONGEST_YEARS or asked.since > asked.until:
        text = _("开始日期应当不晚于结束日期，相距不超过{years}年。").format(years=LONGEST_YEARS)
        raise Problem(Kind.INVALID, text, errors=about("query.since", text))
    spells = Scope(place, request.user, {"rule": asked.rule, "severity": asked.severity}).spells
    parts = steps(asked.since, asked.until, asked.unit)
    stood = findings.of_kind(findings.tallies(spells, parts), findings.STANDING)
    found, mended = (findings.flow(spells, kind, parts) for kind in (findings.FOUND, findings.MENDED))
    return [
        {"first": part.first, "last": part.day, "standing": n, "found": new, "mended": gone}
        for part, n, new, gone in zip(parts, findings.summed(stood, len(parts)), found, mended, strict=True)
    ]
