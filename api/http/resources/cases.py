"""One finding as work: who mends it, by when, and what was said about it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router
from pydantic import Field

from accounts.models import User
from api.http.resources.findings import FindingOut, findings_out
from api.http.resources.handled import HandledOut, handled_out
from api.http.resources.naming import UserRef, user_ref
from api.http.types import Key
from governance.models import Finding
from oversight.cases.deadlines import possible_owners
from oversight.cases.lists import findings_seen
from oversight.cases.states import COURSE
from oversight.cases.touching import case_of
from oversight.choices.case import CaseAction

router = Router(tags=["findings"])


class FindingDetailOut(FindingOut, HandledOut):
    """A finding with the work on it."""

    work: str = Field(description="where the work stands")
    due_on: date | None = Field(description="the day by which it is to be mended")
    owner: UserRef | None = Field(description="who of the school is in charge")
    owners: list[UserRef] = Field(description="who may be put in charge, for those who may say so")


@router.get("/findings/{key}", response=FindingDetailOut, summary="Read a finding")
def finding_read(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:
    """Return one finding, whatever has become of it; its ETag may be sent back as If-Match."""
    finding = visible_finding(request, key)
    request.shown_version = case_of(finding).version
    return case_out(finding, request.user)


def visible_finding(request: HttpRequest, key: int) -> Finding:
    """Return the finding of a school, with its case, if the user may see it.

    Raises:
        Http404: if there is none, or it is not the user's to see.

    """
    return get_object_or_404(findings_seen(request.user), pk=key)


def case_out(finding: Finding, user: User) -> dict[str, Any]:
    """Return what is sent of a finding and the work on it to one reader."""
    case = case_of(finding)
    handled = handled_out(COURSE, case, user)
    may_assign = CaseAction.ASSIGN in handled["open"]
    return {
        **findings_out([finding], user)[0],
        **handled,
        "work": case.work.value,
        "due_on": case.due,
        "owner": user_ref(case.owner),
        "owners": [user_ref(one) for one in possible_owners(finding.school)] if may_assign else [],
    }
