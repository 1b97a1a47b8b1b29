"""Schools."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from api.http.paging import Page, Paged, page_of
from api.http.resources.asking import areas_below, each
from api.http.resources.naming import AreaRef, SchoolRef, area_ref, school_ref
from api.http.types import SchoolCode, SomeArea
from schools.models import School

router = Router(tags=["schools"])


class SchoolOut(Schema):
    """A school; ``version`` grows with each change of its structure and is what a write names in If-Match."""

    code: str
    name: str
    short_name: str
    former_names: list[str]
    jurisdiction: AreaRef
    type: str
    stages: list[str]
    form: str
    ownership: str
    is_legal_person: bool | None
    managed_by: SchoolRef | None
    lead_school: SchoolRef | None
    state: str
    founded_on: date | None
    closed_on: date | None
    leadership_system: str
    system_from: date | None
    reform_stage: str
    is_demo: bool
    version: int


class SchoolsAsked(Paged):
    """What the list of schools may be asked."""

    jurisdiction: SomeArea = ""
    state: str = Field("", max_length=10, description="preparing, active, merged or closed")
    name: str = Field("", max_length=60, description="a part of the name, or of a former name")


@router.get("/schools", response=Page[SchoolOut], summary="List schools")
def schools_list(request: HttpRequest, asked: Query[SchoolsAsked]) -> dict[str, Any]:
    """List the schools that the token's owner sees."""
    rows = School.objects.visible_to(request.user)
    rows = rows.select_related("jurisdiction", "managed_by", "lead_school")
    if asked.jurisdiction:
        rows = rows.filter(jurisdiction__in=areas_below(asked.jurisdiction))
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.name:
        rows = rows.filter(Q(name__icontains=asked.name) | Q(former_names__icontains=asked.name))
    return page_of(rows, asked, each(_shown))


@router.get("/schools/{code}", response=SchoolOut, summary="Read a school")
def school_read(request: HttpRequest, code: Path[SchoolCode]) -> dict[str, Any]:
    """Return one school; its ETag begins with the version and may be sent back as If-Match."""
    school = visible_school(request, code)
    request.shown_version = school.version
    return _shown(school)


def visible_school(request: HttpRequest, code: str) -> School:
    """Return the school if the user may see it.

    Raises:
        Http404: if there is none, or it is not the user's to see.

    """
    rows = School.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("jurisdiction", "managed_by", "lead_school"), code=code)


def _shown(school: School) -> dict[str, Any]:
    plain = (
        "code", "name", "short_name", "former_names", "stages", "form", "ownership", "is_legal_person",
        "state", "founded_on", "closed_on", "leadership_system", "system_from", "reform_stage", "is_demo",
        "version",
    )  # fmt: skip
    return {
        **{name: getattr(school, name) for name in plain},
        "type": school.type_code,
        "jurisdiction": area_ref(school.jurisdiction),
        "managed_by": school_ref(school.managed_by),
        "lead_school": school_ref(school.lead_school),
    }
