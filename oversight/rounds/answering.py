"""What the school and the office do with the answer of one school."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from governance.domain.refusals import Refused
from oversight.choices.round import AnswerAction
from oversight.handling import handling, locked, require_text
from oversight.models import Answer
from oversight.rounds.states import ANSWER_COURSE

#: Read together with an answer wherever something is done with it.
RELATED = ("round__jurisdiction", "school__jurisdiction")


@contextmanager
def answering(
    user: User, answer: Answer, action: str, *, text: str = "", version: int | None = None
) -> Iterator[Answer]:
    """Hand out the locked answer; its round is locked before it, so that it is not closed meanwhile.

    Raises:
        Stale, Denied: as ``oversight.handling.handling`` does.

    """
    with transaction.atomic():
        locked(answer.round)
        with handling(
            ANSWER_COURSE, user, answer, action, text=text, version=version, related=RELATED
        ) as fresh:
            yield fresh


def answer_note(
    *, user: User, answer: Answer, note: str, texts: Mapping[int, str], version: int | None
) -> None:
    """Keep what the school wrote so far; nobody else is told.

    Args:
        user: an administrator of the school.
        answer: the answer of the school.
        note: about the whole.
        texts: by the key of the finding in the round, what the school says about it.
        version: the version the person saw.

    """
    with answering(user, answer, AnswerAction.NOTE, version=version) as fresh:
        _write(fresh, note, texts)


def answer_report(
    *,
    user: User,
    answer: Answer,
    note: str,
    texts: Mapping[int, str],
    on: date,
    version: int | None,
) -> None:
    """Hand the answer in.

    Raises:
        Refused: if something is still failing about which the school says nothing, neither there nor
            about the whole.

    """
    with answering(user, answer, AnswerAction.REPORT, version=version) as fresh:
        _write(fresh, note, texts)
        silent = fresh.findings.filter(finding__closed_on=None, finding__is_waived=False, text="").count()
        if silent and not fresh.note:
            raise Refused(
                _("还有{n}项检查发现没有消除，也没有说明。请逐项填写，或者填写总体说明，再上报。").format(
                    n=silent
                )
            )
        fresh.reported_on = on


def _write(fresh: Answer, note: str, texts: Mapping[int, str]) -> None:
    fresh.note = note.strip()
    for row in fresh.findings.filter(pk__in=list(texts)):
        text = texts[row.pk].strip()
        if text != row.text:
            row.text = text
            row.save(update_fields=["text"])


def answer_withdraw(*, user: User, answer: Answer, version: int | None, text: str = "") -> None:
    """Take the answer back before the office has decided."""
    with answering(user, answer, AnswerAction.WITHDRAW, text=text, version=version) as fresh:
        fresh.reported_on = None


def answer_accept(*, user: User, answer: Answer, version: int | None = None, text: str = "") -> None:
    """Accept the answer."""
    with answering(user, answer, AnswerAction.ACCEPT, text=text, version=version):
        pass


def answer_return(*, user: User, answer: Answer, text: str, version: int | None = None) -> None:
    """Send the answer back, with the reason."""
    reason = require_text(text)
    with answering(user, answer, AnswerAction.RETURN, text=reason, version=version):
        pass


def answer_remind(*, user: User, answer: Answer, on: date, text: str = "") -> None:
    """Ask the school once more for its answer."""
    with answering(user, answer, AnswerAction.REMIND, text=text) as fresh:
        fresh.reminded_on = on
        fresh.reminders += 1
