"""What is done with a notice, from its draft on."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router
from pydantic import Field

from accounts.models import User
from api.http.bearer import DECIDES
from api.http.description import NEW
from api.http.idempotency import once
from api.http.resources.notices import NoticeDetailOut, notice_out, visible_notice
from api.http.resources.schools import visible_school
from api.http.types import Day, Key, SchoolCode, Sent, today
from api.http.writing.deeds import Deed, Noun, router_of
from api.http.writing.taking import called, given, keys_by_finding, taken
from api.http.writing.words import NeededWords, NothingIn, OpinionIn, ReasonIn
from governance.domain.rights import require_allowed
from oversight.choices.notice import NoticeAction as A
from oversight.forms.notices import NoticeForm
from oversight.models import Notice
from oversight.notices import answering, closing, drafting
from oversight.notices.issuing import notice_issue
from oversight.notices.states import COURSE

#: Findings that one notice names at most.
MOST = 500


class NoticeIn(Sent):
    """What a notice names and says; what is left out is as a new notice begins, or as the draft has it."""

    findings: Annotated[list[Key], Field(min_length=1, max_length=MOST, description="ids of open findings")]
    deadline: Annotated[Day | None, called(Notice, "deadline")] = None
    issuer: Annotated[str | None, Field(max_length=120), called(Notice, "issuer")] = None
    prefix: Annotated[str | None, Field(max_length=20), called(Notice, "prefix")] = None
    text: Annotated[str | None, Field(max_length=2000), called(Notice, "text")] = None


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
    keys = keys_by_finding(notice.items, (one.finding for one in answers), "answers")
    by_item = {keys[one.finding]: answering.Answer(one.text) for one in answers}
    answering.notice_answer(user=user, notice=notice, answers=by_item, text=text, version=version)


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
        require_allowed(COURSE.may(request.user, draft, A.EDIT))
        words = _words(draft, sent)
        made = drafting.notice_draft(user=request.user, school=school, today=today(), **words)
        return NOTICES.told(made, request.user)

    return once(request, draw_up)
