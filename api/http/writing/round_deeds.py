"""What is done with a round, from its draft on."""

from typing import Any

from django.http import HttpRequest
from ninja import Path

from accounts.models import User
from accounts.permissions import may_edit_jurisdiction
from api.http.bearer import DECIDES
from api.http.description import NEW
from api.http.idempotency import once
from api.http.resources.jurisdictions import visible_jurisdiction
from api.http.resources.rounds import RoundDetailOut, round_out, visible_round
from api.http.types import AreaCode
from api.http.writing.deeds import Deed, Noun, router_of
from api.http.writing.round_bodies import ExtendIn, RoundIn, round_fields
from api.http.writing.words import NothingIn, OpinionIn, ReasonIn
from governance.domain.rights import require_allowed
from oversight.choices.round import RoundAction as A
from oversight.models import Round
from oversight.rounds import closing
from oversight.rounds.closing_order import closing_order
from oversight.rounds.drafting import round_change, round_create
from oversight.rounds.opening import round_open
from oversight.rounds.states import COURSE


def _edit(*, user: User, round_: Round, sent: RoundIn, version: int) -> None:
    fields = round_fields(user, round_.jurisdiction, sent)
    round_change(user=user, round_=round_, version=version, **fields)


ROUNDS = Noun(
    name="round",
    path="/rounds/{key}",
    tag="oversight",
    course=COURSE,
    row="round_",
    seen=visible_round,
    out=RoundDetailOut,
    shown=round_out,
    deeds={
        A.EDIT.value: Deed(_edit, RoundIn),
        A.OPEN.value: Deed(round_open, NothingIn),
        A.EXTEND.value: Deed(closing.round_extend, ExtendIn),
        A.CLOSE.value: Deed(closing_order, OpinionIn),
        A.CANCEL.value: Deed(closing.round_cancel, ReasonIn),
    },
)
router = router_of(ROUNDS)


@router.post(
    "/jurisdictions/{code}/rounds",
    response={201: RoundDetailOut},
    auth=DECIDES,
    summary="Draw up a round",
    openapi_extra=NEW,
)
def round_draw_up(request: HttpRequest, code: Path[AreaCode], sent: RoundIn) -> dict[str, Any]:
    """Begin a round of a division; schools are told when it is opened."""
    place = visible_jurisdiction(request, code)

    def draw_up() -> dict[str, Any]:
        require_allowed(may_edit_jurisdiction(request.user, place))
        fields = round_fields(request.user, place, sent)
        made = round_create(user=request.user, place=place, **fields)
        return ROUNDS.answer(request, made.pk)  # with the numbers of its schools

    return once(request, draw_up)
