"""What a school says in a round, and what is decided about it."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from accounts.models import User
from api.http.resources.answers import AnswerDetailOut, answer_out, visible_answer
from api.http.types import Key, Sent
from api.http.writing.deeds import Deed, Noun, router_of
from api.http.writing.taking import keys_by_finding
from api.http.writing.words import OpinionIn, ReasonIn, Unmarked, Words
from oversight.choices.round import AnswerAction as A
from oversight.models import Answer
from oversight.rounds import answering
from oversight.rounds.states import ANSWER_COURSE

#: Findings that are written about at once.
MOST = 500


class SaidIn(Sent):
    """What the school says about one of its findings in the round."""

    finding: Key
    text: Annotated[Unmarked, Field(max_length=1000)]


class AnswerIn(Sent):
    """What a school says; what is left out stays as it was written before."""

    note: Annotated[Words | None, Field(description="about the whole")] = None
    findings: Annotated[list[SaidIn], Field(max_length=MOST)] = []


def _written(answer: Answer, sent: AnswerIn) -> dict[str, Any]:
    keys = keys_by_finding(answer.findings, (one.finding for one in sent.findings), "findings")
    return {
        "note": answer.note if sent.note is None else sent.note,
        "texts": {keys[one.finding]: one.text for one in sent.findings},
    }


def _note(*, user: User, answer: Answer, sent: AnswerIn, version: int) -> None:
    answering.answer_note(user=user, answer=answer, version=version, **_written(answer, sent))


def _report(*, user: User, answer: Answer, sent: AnswerIn, on: date, version: int) -> None:
    answering.answer_report(user=user, answer=answer, on=on, version=version, **_written(answer, sent))


ANSWERS = Noun(
    name="answer",
    path="/answers/{key}",
    tag="oversight",
    course=ANSWER_COURSE,
    row="answer",
    seen=visible_answer,
    out=AnswerDetailOut,
    shown=answer_out,
    deeds={
        A.NOTE.value: Deed(_note, AnswerIn),
        A.REPORT.value: Deed(_report, AnswerIn),
        A.WITHDRAW.value: Deed(answering.answer_withdraw, OpinionIn),
        A.ACCEPT.value: Deed(answering.answer_accept, OpinionIn),
        A.RETURN.value: Deed(answering.answer_return, ReasonIn),
        A.REMIND.value: Deed(answering.answer_remind, OpinionIn),
    },
)
router = router_of(ANSWERS)
