"""How far the schools of a round are: counts and lists of their answers, from one query."""

from collections import Counter
from datetime import date

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from governance.presentation.filters import search
from oversight.choices.round import AnswerState, RoundState
from oversight.models import Answer, Round
from schools.models import School

OVERDUE = "overdue"
#: An answer that is still to come and late stands apart, so that the counts add up to the schools.
STANDINGS: dict[str, object] = {
    AnswerState.WAITING.value: AnswerState.WAITING.label,
    OVERDUE: _("逾期未报"),
    AnswerState.REPORTED.value: AnswerState.REPORTED.label,
    AnswerState.RETURNED.value: AnswerState.RETURNED.label,
    AnswerState.ACCEPTED.value: AnswerState.ACCEPTED.label,
    AnswerState.EXEMPT.value: AnswerState.EXEMPT.label,
}
TO_DO = (AnswerState.WAITING, AnswerState.RETURNED)


def day_of(round_: Round, today: date) -> date:
    """Return the day on which lateness is measured: today, or the day of the close."""
    return round_.closed_on if round_.state == RoundState.CLOSED and round_.closed_on else today


def standing_of(answer: Answer, round_: Round, today: date | None = None) -> str:
    """Return where the answer stands, lateness included; without a day, on the day of the close."""
    on = today or round_.closed_on
    is_late = answer.state in TO_DO and on is not None and on > round_.deadline
    return OVERDUE if is_late else answer.state


def answers_of(round_: Round, today: date) -> QuerySet[Answer]:
    """Return the answers of the round with ``standing``."""
    is_late = day_of(round_, today) > round_.deadline
    late = [When(state__in=TO_DO, then=Value(OVERDUE))] if is_late else []
    standing = Case(*late, default=F("state"), output_field=CharField()) if late else F("state")
    return Answer.objects.filter(round=round_).annotate(standing=standing)


def counts(answers: QuerySet[Answer]) -> Counter[str]:
    """Return how many answers stand where."""
    rows = answers.order_by().values_list("standing").annotate(n=Count("pk"))
    return Counter(dict(rows))


def narrowed(answers: QuerySet[Answer], *, standing: str = "", words: str = "") -> QuerySet[Answer]:
    """Return the answers a list shows."""
    if standing in STANDINGS:
        answers = answers.filter(standing=standing)
    if words:
        answers = answers.filter(school__in=School.objects.filter(search(words)).values("pk"))
    return answers
