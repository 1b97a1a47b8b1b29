"""Units inside schools."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema

from api.http.paging import Page, page_of
from api.http.resources.asking import InPlaceOnDay, each, in_place
from api.http.resources.naming import BodyRef, SchoolRef, body_ref, school_ref
from api.http.types import Number
from schools.models import Unit

router = Router(tags=["units"])


class UnitOut(Schema):
    """A unit of a school: a department, a grade group, an office …"""

    number: str
    name: str
    kind: str
    is_base: bool
    school: SchoolRef
    parent: BodyRef | None
    starts_on: date
    last_day: date | None


@router.get("/units", response=Page[UnitOut], summary="List units")
def units_list(request: HttpRequest, asked: Query[InPlaceOnDay]) -> dict[str, Any]:
    """List the units that existed on the day."""
    rows = in_place(Unit.objects.visible_to(request.user).as_of(asked.on), asked)
    return page_of(rows.select_related("school", "parent"), asked, each(_shown))


@router.get("/units/{number}", response=UnitOut, summary="Read a unit")
def unit_read(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Return one unit, also one that is closed."""
    rows = Unit.objects.visible_to(request.user).select_related("school", "parent")
    return _shown(get_object_or_404(rows, number=number))


def _shown(row: Unit) -> dict[str, Any]:
    plain = ("number", "name", "kind", "is_base", "starts_on", "last_day")
    return {
        **{name: getattr(row, name) for name in plain},
        "school": school_ref(row.school),
        "parent": body_ref(row.parent),
    }
