"""Attestations: what people say about rules that no data can decide."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from api.http.paging import Page, page_of
from api.http.resources.asking import InPlaceOnDay, each, in_place
from api.http.resources.naming import SchoolRef, school_ref
from governance.models import Attestation

router = Router(tags=["oversight"])


class AttestationOut(Schema):
    """What was attested about a rule at a school."""

    school: SchoolRef
    rule: str
    conclusion: str
    attester: str
    note: str
    document_number: str
    starts_on: date
    last_day: date | None


@router.get("/attestations", response=Page[AttestationOut], summary="List attestations")
def attestations_list(request: HttpRequest, asked: Query[InPlaceOnDay]) -> dict[str, Any]:
    """List what was attested for the day."""
    rows = in_place(Attestation.objects.visible_to(request.user).as_of(asked.on), asked)
    return page_of(rows.select_related("school"), asked, each(_shown))


def _shown(row: Attestation) -> dict[str, Any]:
    names = [name for name in AttestationOut.model_fields if name != "school"]
    return {**{name: getattr(row, name) for name in names}, "school": school_ref(row.school)}
