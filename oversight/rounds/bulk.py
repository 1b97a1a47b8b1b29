"""Do the same with many answers, after a look at which can be and which cannot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.permissions import Verdict
from governance.domain.refusals import Denied
from oversight.choices.round import AnswerAction
from oversight.models import Answer
from oversight.rounds.answering import answer_accept, answer_remind
from oversight.rounds.states import ANSWER_COURSE

#: What can be done with many at once.
BULK = (AnswerAction.ACCEPT, AnswerAction.REMIND)


@dataclass(frozen=True, slots=True)
class Prospect:
    """One answer, and whether it can be done with it."""

    answer: Answer
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act on many would do: the answers it can be done with, and the others with the reason."""

    able: tuple[Prospect, ...]
    unable: tuple[Prospect, ...]


def preview(user: User, answers: Iterable[Answer], action: str) -> Preview:
    """Tell what would be done; nothing is written. The answers come with round, school and jurisdiction."""
    found = [Prospect(answer, ANSWER_COURSE.may(user, answer, action)) for answer in answers]
    return Preview(tuple(one for one in found if one.verdict), tuple(one for one in found if not one.verdict))


@transaction.atomic
def answers_handled(*, user: User, answers: Iterable[Answer], action: str, on: date, text: str = "") -> int:
    """Do it with each answer it can be done with, and return how many those were."""
    done = 0
    for one in preview(user, answers, action).able:
        try:
            with transaction.atomic():
                _handle(user, one.answer, action, on, text)
        except Denied:  # somebody else was faster
            continue
        done += 1
    return done


def _handle(user: User, answer: Answer, action: str, on: date, text: str) -> None:
    if action == AnswerAction.REMIND:
        answer_remind(user=user, answer=answer, on=on, text=text)
    else:
        answer_accept(user=user, answer=answer, text=text)
