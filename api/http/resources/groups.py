"""Leading groups of schools."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from api.http.paging import Page, page_of
from api.http.resources.asking import InPlaceOnDay, each, in_place
from api.http.resources.naming import SchoolRef, school_ref
from governance.models import LeadingGroup

router = Router(tags=["organisations"])


class GroupOut(Schema):
    """A leading group; who is in it stands among the assignments."""

    number: str
    name: str
    types: list[str]
    school: SchoolRef
    outside_members: str
    starts_on: date
    last_day: date | None


@router.get("/leading-groups", response=Page[GroupOut], summary="List leading groups")
def groups_list(request: HttpRequest, asked: Query[InPlaceOnDay]) -> dict[str, Any]:
    """List the leading groups that existed on the day."""
    rows = in_place(LeadingGroup.objects.visible_to(request.user).as_of(asked.on), asked)
    return page_of(rows.select_related("school"), asked, each(_shown))


def _shown(row: LeadingGroup) -> dict[str, Any]:
    names = [name for name in GroupOut.model_fields if name != "school"]
    return {**{name: getattr(row, name) for name in names}, "school": school_ref(row.school)}
