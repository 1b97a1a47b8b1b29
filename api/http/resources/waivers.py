"""Waivers: findings that somebody decided not to pursue for a while."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from api.http.paging import Page, page_of
from api.http.resources.asking import InPlaceOnDay, each, in_place
from api.http.resources.naming import SchoolRef, school_ref
from governance.models import Waiver

router = Router(tags=["oversight"])


class WaiverOut(Schema):
    """A decision, with reason, document and last day."""

    id: int
    school: SchoolRef
    rule: str
    subject_kind: str
    subject_number: str
    reason: str
    approver: str
    document_number: str
    starts_on: date
    last_day: date | None


@router.get("/waivers", response=Page[WaiverOut], summary="List waivers")
def waivers_list(request: HttpRequest, asked: Query[InPlaceOnDay]) -> dict[str, Any]:
    """List the waivers that held on the day."""
    rows = in_place(Waiver.objects.visible_to(request.user).as_of(asked.on), asked)
    return page_of(rows.select_related("school"), asked, each(_shown))


def _shown(row: Waiver) -> dict[str, Any]:
    names = [name for name in WaiverOut.model_fields if name not in ("id", "school")]
    return {
        **{name: getattr(row, name) for name in names},
        "id": row.pk,
        "school": school_ref(row.school),
    }
