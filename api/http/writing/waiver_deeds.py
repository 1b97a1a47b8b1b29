"""What is done with a request for a waiver."""

from datetime import date
from typing import Annotated

from pydantic import Field

from accounts.models import User
from api.http.resources.waiver_requests import (
    WaiverRequestDetailOut,
    visible_waiver_request,
    waiver_request_out,
)
from api.http.types import Day, Sent
from api.http.writing.deeds import Deed, Noun, router_of
from api.http.writing.taking import called, given, taken
from api.http.writing.words import OpinionIn, ReasonIn
from oversight.choices.waiver_request import WaiverAction as A
from oversight.forms.waivers import AskForm
from oversight.models import WaiverRequest
from oversight.waivers import deciding
from oversight.waivers.asking import Asked, waiver_amend
from oversight.waivers.states import COURSE


class AskIn(Sent):
    """Why, on which approval, until which day."""

    reason: Annotated[str, Field(min_length=1, max_length=300), called(WaiverRequest, "reason")]
    document_number: Annotated[
        str, Field(min_length=1, max_length=60), called(WaiverRequest, "document_number")
    ]
    issued_on: Annotated[Day, called(WaiverRequest, "issued_on")]
    issuer: Annotated[str, Field(min_length=1, max_length=120), called(WaiverRequest, "issuer")]
    until: Annotated[Day, called(WaiverRequest, "until")]


class GrantIn(OpinionIn):
    """Until when it is granted: no later than asked, which is meant if it is left out."""

    until: Annotated[Day | None, called(WaiverRequest, "until")] = None


def asked_of(sent: AskIn) -> Asked:
    """Return what was asked.

    Raises:
        ValidationError: as the form of the page says.

    """
    form = AskForm(given(sent))
    taken(form)
    return form.asked


def _amend(*, user: User, request: WaiverRequest, today: date, version: int, sent: AskIn) -> None:
    waiver_amend(user=user, request=request, asked=asked_of(sent), today=today, version=version)


WAIVER_REQUESTS = Noun(
    name="waiver_request",
    path="/waiver-requests/{key}",
    tag="oversight",
    course=COURSE,
    row="request",
    seen=visible_waiver_request,
    out=WaiverRequestDetailOut,
    shown=waiver_request_out,
    deeds={
        A.AMEND.value: Deed(_amend, AskIn),
        A.WITHDRAW.value: Deed(deciding.waiver_withdraw),
        A.GRANT.value: Deed(deciding.waiver_grant, GrantIn),
        A.REFUSE.value: Deed(deciding.waiver_refuse, ReasonIn),
        A.RETURN.value: Deed(deciding.waiver_return, ReasonIn),
        A.REVOKE.value: Deed(deciding.waiver_revoke, ReasonIn),
    },
)
router = router_of(WAIVER_REQUESTS)
