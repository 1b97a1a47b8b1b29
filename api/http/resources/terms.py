"""Terms of committees."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from api.http.paging import Page, page_of
from api.http.resources.asking import InPlaceOnDay, each, in_place
from api.http.resources.naming import BodyRef, body_ref
from governance.models import Term

router = Router(tags=["organisations"])


class TermOut(Schema):
    """A term of an organisation."""

    organization: BodyRef
    number: int | None
    starts_on: date
    last_day: date | None
    planned_end: date | None
    extended_until: date | None
    method: str
    committee_seats: int | None
    deputy_seats: int
    is_carried_over: bool


@router.get("/terms", response=Page[TermOut], summary="List terms")
def terms_list(request: HttpRequest, asked: Query[InPlaceOnDay]) -> dict[str, Any]:
    """List the terms that ran on the day."""
    rows = in_place(Term.objects.visible_to(request.user).as_of(asked.on), asked, "organization__school")
    return page_of(rows.select_related("organization"), asked, each(_shown))


def _shown(row: Term) -> dict[str, Any]:
    names = [name for name in TermOut.model_fields if name != "organization"]
    return {**{name: getattr(row, name) for name in names}, "organization": body_ref(row.organization)}
