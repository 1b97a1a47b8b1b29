"""Divisions, with what is counted in each."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from api.http.paging import Page, Paged, page_of
from api.http.resources.asking import each
from api.http.types import AreaCode, Day, today
from governance.presentation.day import Day as Looked
from governance.presentation.jurisdiction_page import schools_inside, visible_jurisdictions
from governance.presentation.jurisdiction_totals import coverage, finding_totals
from schools.models import Jurisdiction

router = Router(tags=["jurisdictions"])


class JurisdictionOut(Schema):
    """A division of the country."""

    code: str
    name: str
    level: str = Field(description="province, city or county")
    parent: str | None = Field(description="the code of the division above")


class RuleCountOut(Schema):
    """Open findings of one rule."""

    code: str
    name: str
    errors: int
    warnings: int
    infos: int
    schools: int | None
    waived: int


class TotalsOut(Schema):
    """What is counted in a division and below it."""

    on: Day
    schools: int
    severities: dict[str, int] = Field(description="open findings by severity")
    schools_by_severity: dict[str, int]
    waived: int
    base_units: int = Field(description="基本单元 with members")
    covered_units: int
    rules: list[RuleCountOut]


class OfDay(Schema):
    """A day."""

    on: Day = Field(default_factory=today, description="as of this day; today if left out")


@router.get("/jurisdictions", response=Page[JurisdictionOut], summary="List divisions")
def jurisdictions_list(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    """List the divisions at or below the grants of the token's owner."""
    return page_of(visible_jurisdictions(request.user).select_related("parent"), asked, each(_shown))


@router.get("/jurisdictions/{code}", response=JurisdictionOut, summary="Read a division")
def jurisdiction_read(request: HttpRequest, code: Path[AreaCode]) -> dict[str, Any]:
    """Return one division."""
    return _shown(visible_jurisdiction(request, code))


@router.get("/jurisdictions/{code}/totals", response=TotalsOut, summary="Count in a division")
def jurisdiction_totals(request: HttpRequest, code: Path[AreaCode], asked: Query[OfDay]) -> dict[str, Any]:
    """Return open findings and coverage of the schools of a division and below it."""
    day = Looked(asked.on, today())
    schools = schools_inside(visible_jurisdiction(request, code), request.user)
    if day.is_past:
        schools = schools.exclude(founded_on__gt=day.on)
    totals, covered = finding_totals(schools, day.seen_on), coverage(schools, day.seen_on)
    names = ("code", "name", "errors", "warnings", "infos", "schools", "waived")
    return {
        "on": asked.on,
        "schools": schools.count(),
        "severities": totals.severities,
        "schools_by_severity": totals.schools,
        "waived": totals.waived,
        "base_units": covered.base_units,
        "covered_units": covered.covered_units,
        "rules": [{name: getattr(one, name) for name in names} for one in totals.by_rule],
    }


def visible_jurisdiction(request: HttpRequest, code: str) -> Jurisdiction:
    """Return the division if the user may see it.

    Raises:
        Http404: if there is none, or it is not the user's to see.

    """
    return get_object_or_404(visible_jurisdictions(request.user), code=code)


def _shown(area: Jurisdiction) -> dict[str, Any]:
    parent = area.parent.code if area.parent else None
    return {"code": area.code, "name": area.name, "level": area.level_kind, "parent": parent}
