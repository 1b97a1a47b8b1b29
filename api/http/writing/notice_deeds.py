"""What is done with a notice, from its draft on."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router
from pydantic import Field

from accounts.models import User
from api.http.bearer import DECIDES
from api.http.description import NEW
from api.http.idempotency import once
from api.http.refusing import require
from api.http.resources.notices import NoticeDetailOut, notice_out, visible_notice
from api.http.resources.schools import visible_school
from api.http.types import Day, Key, SchoolCode, Sent, today
from api.http.writing.deeds import Deed, Noun, router_of
from api.http.writing.taking import given, said, taken
from api.http.writing.words import NeededWords, NothingIn, OpinionIn, ReasonIn
from oversight.choices.notice import NoticeAction as A
from oversight.forms.notices import NoticeForm
from oversight.models import Notice
from oversight.notices import answering, closing, drafting
from oversight.notices.issuing import notice_issue
from oversight.notices.states import COURSE

#: Findings that one notice names at most.
MOST = 500


def _called(name: str) -> Any:
    return said(Notice._meta.get_field(name).verbose_name)


class NoticeIn(Sent):
    """What a notice names and says; what is left out is as a new notice begins, or as the draft has it."""

    findings: Annotated[list[Key], Field(min_length=1, max_length=MOST, description="ids of open findings")]
    deadline: Annotated[Day | None, _called("deadline")] = None
    issuer: Annotated[str | None, Field(max_length=120), _called("issuer")] = None
    prefix: Annotated[str | None, Field(max_length=20), _called("prefix")] = None
    text: Annotated[str | None, Field(max_length=2000), _called("text")] = None


class ItemAnswerIn(Sent):
    """What was done about one finding of the notice."""

    finding: Key
    text: NeededWords


class NoticeAnswerIn(OpinionIn):
    """What was done about each finding of the notice; evidence is handed in on its page."""

    answers: Annotated[list[ItemAnswerIn], Field(min_length=1, max_length=MOST)]


def _words(notice: Notice, sent: NoticeIn) -> dict[str, Any]:
    names = ("deadline", "issuer", "prefix", "text")
    return taken(NoticeForm(notice, today(), {name: getattr(notice, name) for name in names} | given(sent)))


def _edit(*, user: User, notice: Notice, sent: NoticeIn, version: int) -> None:
    drafting.notice_edit(user=user, notice=notice, version=version, **_words(notice, sent))


def _answer(*, user: User, notice: Notice, answers: Sequence[ItemAnswerIn], text: str, version: int) -> None:
    by_item = _by_item(notice, {one.finding: one.text for one in answers})
    answering.notice_answer(user=user, notice=notice, answers=by_item, text=text, version=version)


def _by_item(notice: Notice, texts: Mapping[int, str]) -> dict[int, answering.Answer]:
    """Return the answers by the keys of the items.

    Raises:
        ValidationError: naming findings that the notice does not.

    """
    items = dict(notice.items.values_list("finding", "pk"))
    unknown = [str(key) for key in texts if key not in items]
    if unknown:
        keys = _("、").join(unknown)
        raise ValidationError({"answers": _("这里没有编号为{keys}的检查发现。").format(keys=keys)})
    return {items[key]: answering.Answer(text) for key, text in texts.items()}


NOTICES = Noun(
    name="notice",
    path="/notices/{key}",
    tag="oversight",
    course=COURSE,
    row="notice",
    seen=visible_notice,
    out=NoticeDetailOut,
    shown=notice_out,
    deeds={
        A.EDIT.value: Deed(_edit, NoticeIn),
        A.ISSUE.value: Deed(notice_issue, NothingIn),
        A.DISCARD.value: Deed(closing.notice_discard),
        A.RECEIVE.value: Deed(answering.notice_receive),
        A.ANSWER.value: Deed(_answer, NoticeAnswerIn),
        A.RETURN.value: Deed(closing.notice_return, ReasonIn),
        A.SETTLE.value: Deed(closing.notice_settle),
        A.REVOKE.value: Deed(closing.notice_revoke, ReasonIn),
        A.COMMENT.value: Deed(closing.notice_comment, ReasonIn),
    },
    left_out=frozenset({A.DETACH.value}),
)
router: Router = router_of(NOTICES)


@router.post(
    "/schools/{code}/notices",
    response={201: NoticeDetailOut},
    auth=DECIDES,
    summary="Draw up a notice",
    openapi_extra=NEW,
)
def notice_draw_up(request: HttpRequest, code: Path[SchoolCode], sent: NoticeIn) -> dict[str, Any]:
    """Draw up a notice that names findings of a school; it is the office's own until it is issued."""
    school = visible_school(request, code)

    def draw_up() -> dict[str, Any]:
        draft = drafting.draft_for(request.user, school, today())
        require(COURSE.may(request.user, draft, A.EDIT))
        words = _words(draft, sent)
        made = drafting.notice_draft(user=request.user, school=school, today=today(), **words)
        return NoticeDetailOut(**notice_out(made, request.user)).model_dump(mode="json")

    return once(request, draw_up)
