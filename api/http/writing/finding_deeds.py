"""What is done about a finding, and the request that it is not pursued."""

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path

from accounts.models import User
from api.http.bearer import WRITES
from api.http.description import NEW
from api.http.idempotency import once
from api.http.resources.cases import FindingDetailOut, case_out, visible_finding
from api.http.resources.waiver_requests import WaiverRequestDetailOut
from api.http.types import Day, Key, Sent, today
from api.http.writing.deeds import Deed, Noun, router_of
from api.http.writing.taking import called, said
from api.http.writing.waiver_deeds import WAIVER_REQUESTS, AskIn, asked_of
from api.http.writing.words import OpinionIn, ReasonIn, Words
from governance.models import Finding
from oversight.cases import claiming, deadlines, saying
from oversight.cases.states import COURSE
from oversight.cases.touching import case_of
from oversight.choices.case import CaseAction as A
from oversight.models import FindingCase
from oversight.waivers.asking import waiver_ask


class OwnerIn(OpinionIn):
    """Who of the school is in charge."""

    owner: Annotated[Key, said("`owners` of the finding that was read")]


class DueIn(Sent):
    """The day by which it is to be mended."""

    due_on: Annotated[Day, called(FindingCase, "due_on")]
    text: Words = ""


def _assign(*, user: User, finding: Finding, owner: int, text: str, version: int) -> None:
    found = deadlines.possible_owners(finding.school).filter(pk=owner).first()
    if found is None:
        raise ValidationError({"owner": _("责任人应当是本校的学校管理员。")})
    deadlines.case_assign(user=user, finding=finding, owner=found, text=text, version=version)


FINDINGS = Noun(
    name="finding",
    path="/findings/{key}",
    tag="findings",
    course=COURSE,
    row="finding",
    seen=visible_finding,
    out=FindingDetailOut,
    shown=case_out,
    handled=case_of,
    deeds={
        A.ASSIGN.value: Deed(_assign, OwnerIn),
        A.DUE.value: Deed(deadlines.case_set_due, DueIn),
        A.EXPLAIN.value: Deed(saying.case_explain, ReasonIn),
        A.CLAIM.value: Deed(claiming.case_claim),
        A.NOTE.value: Deed(saying.case_note),
        A.RETURN.value: Deed(saying.case_return, ReasonIn),
        A.REMIND.value: Deed(saying.case_remind, ReasonIn),
        A.COMMENT.value: Deed(saying.case_comment, ReasonIn),
    },
)
router = router_of(FINDINGS)


@router.post(
    "/findings/{key}/waiver-requests",
    response={201: WaiverRequestDetailOut},
    auth=WRITES,
    summary="Ask for a waiver",
    openapi_extra=NEW,
)
def waiver_ask_for(request: HttpRequest, key: Path[Key], sent: AskIn) -> dict[str, Any]:
    """Ask that a finding is not pursued for a while, or go on with what was granted before."""
    finding = visible_finding(request, key)

    def ask() -> dict[str, Any]:
        made = waiver_ask(user=request.user, finding=finding, asked=asked_of(sent), today=today())
        return WAIVER_REQUESTS.told(made, request.user)

    return once(request, ask)
