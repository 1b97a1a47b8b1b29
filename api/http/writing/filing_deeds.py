"""What is done with a filing: handed in, and decided."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Schema
from pydantic import Field

from accounts.models import User
from accounts.permissions import may_edit
from api.http.bearer import WRITES
from api.http.description import NEW
from api.http.idempotency import once
from api.http.resources.filings import FilingDetailOut, filing_out, visible_filing
from api.http.resources.schools import visible_school
from api.http.types import Day, SchoolCode, Sent, today
from api.http.writing.deeds import Deed, Noun, router_of
from api.http.writing.taking import called, given, taken
from api.http.writing.words import OpinionIn, ReasonIn, Words
from governance.domain.rights import require_allowed
from oversight.choices.filing import FilingAction as A
from oversight.choices.filing import FilingKind
from oversight.filings import deciding
from oversight.filings.states import COURSE
from oversight.filings.submitting import filing_draft, filing_submit
from oversight.forms.filings import EARLIEST, LATEST, AcceptForm
from oversight.models import Filing


class FilingDraftOut(Schema):
    """What a school would hand in now; its structure is read as everywhere."""

    sha256: str = Field(description="what handing it in has to name: the fingerprint of exactly this")
    checked_on: date
    rules_version: str
    findings: int = Field(description="findings that are not waived")


class FilingIn(Sent):
    """Why and for which year a school hands its structure in, and what exactly."""

    kind: Annotated[Literal[tuple(FilingKind.values)], called(Filing, "kind")]
    year: Annotated[int, Field(ge=EARLIEST, le=LATEST), called(Filing, "year")]
    note: Annotated[Words, called(Filing, "note")] = ""
    sha256: Annotated[
        str, Field(min_length=1, max_length=64, description="`sha256` of the draft that was read")
    ]


class AcceptIn(OpinionIn):
    """The number and the day of acceptance."""

    number: Annotated[str, Field(min_length=1, max_length=60), called(Filing, "number")]
    decided_on: Annotated[Day | None, Field(description="not after today; today if left out")] = None


def _accept(*, user: User, filing: Filing, sent: AcceptIn, today: date, version: int) -> None:
    found = taken(AcceptForm({"decided_on": today} | given(sent)))
    told = {"number": found["number"], "on": found["decided_on"], "text": found["text"], "version": version}
    deciding.filing_accept(user=user, filing=filing, **told)


FILINGS = Noun(
    name="filing",
    path="/filings/{key}",
    tag="oversight",
    course=COURSE,
    row="filing",
    seen=visible_filing,
    out=FilingDetailOut,
    shown=filing_out,
    deeds={
        A.ACCEPT.value: Deed(_accept, AcceptIn),
        A.RETURN.value: Deed(deciding.filing_return, ReasonIn),
        A.WITHDRAW.value: Deed(deciding.filing_withdraw),
    },
)
router = router_of(FILINGS)


@router.get("/schools/{code}/filing-draft", response=FilingDraftOut, summary="Read what would be filed")
def filing_draft_read(request: HttpRequest, code: Path[SchoolCode]) -> dict[str, Any]:
    """Return the fingerprint of what the school would hand in now, to whom it may hand it in."""
    school = visible_school(request, code)
    require_allowed(may_edit(request.user, school))
    draft = filing_draft(school, today())
    findings = sum(not row["is_waived"] for row in draft.content["findings"])
    rules = draft.content["rules_version"]
    return {"sha256": draft.sha256, "checked_on": today(), "rules_version": rules, "findings": findings}


@router.post(
    "/schools/{code}/filings",
    response={201: FilingDetailOut},
    auth=WRITES,
    summary="Hand a filing in",
    openapi_extra=NEW,
)
def filing_hand_in(request: HttpRequest, code: Path[SchoolCode], sent: FilingIn) -> dict[str, Any]:
    """Freeze the structure of a school and hand it in, if it still is what was read."""
    school = visible_school(request, code)

    def hand_in() -> dict[str, Any]:
        told = {"kind": sent.kind, "year": sent.year, "note": sent.note, "seen": sent.sha256}
        made = filing_submit(user=request.user, school=school, on=today(), **told)
        return FILINGS.told(made, request.user)

    return once(request, hand_in)
