"""In a yearly round the filing of the year is the answer: what becomes of the one becomes of the other."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from oversight.choices.filing import FilingKind, FilingState
from oversight.choices.round import AnswerAction, AnswerState, RoundKind, RoundState
from oversight.handling import locked
from oversight.models import Answer, Filing
from oversight.models.round import Round

#: What is written on the answer, and where it stands then, by what the filing has become.
BECOMES: dict[str, tuple[str, str]] = {
    FilingState.SUBMITTED: (AnswerAction.REPORT, AnswerState.REPORTED),
    FilingState.ACCEPTED: (AnswerAction.ACCEPT, AnswerState.ACCEPTED),
    FilingState.RETURNED: (AnswerAction.RETURN, AnswerState.RETURNED),
    FilingState.WITHDRAWN: (AnswerAction.WITHDRAW, AnswerState.WAITING),
}


def answers_of(school_id: int, year: int) -> QuerySet[Answer]:
    """Return the answers of the school in the yearly rounds of the year that are open."""
    return Answer.objects.filter(
        school=school_id, round__year=year, round__kind=RoundKind.ANNUAL, round__state=RoundState.OPEN
    ).select_related("round")


def filing_followed(*, filing: Filing, user: User | None, text: str = "") -> None:
    """Let the yearly rounds of the filing's year know what has become of it; the caller's transaction.

    The table of filings has decided who may; an answer accepted with one filing is not undone by what
    becomes of a later one.
    """
    if filing.kind != FilingKind.YEARLY or filing.state not in BECOMES:
        return
    for found in answers_of(filing.school_id, filing.year).order_by("round_id"):
        if locked(found.round).state != RoundState.OPEN:
            continue
        answer = locked(found)
        is_settled = answer.state == AnswerState.ACCEPTED and answer.filing_id != filing.pk
        if not is_settled or filing.state == FilingState.ACCEPTED:
            follow(answer, filing, user, timezone.localdate(filing.submitted_at), text)


def follow(answer: Answer, filing: Filing, user: User | None, on: date, text: str = "") -> None:
    """Write on the locked answer what has become of the filing."""
    action, answer.state = BECOMES[filing.state]
    answer.filing = filing
    answer.reported_on = None if answer.state == AnswerState.WAITING else on
    answer.version += 1
    answer.save()
    answer.entries.create(action=action, text=text.strip(), actor=user)


def filed_already(round_: Round, school_ids: list[int]) -> dict[int, Filing]:
    """Return by school the yearly filings of the round's year that wait or were accepted before it."""
    found = Filing.objects.filter(
        school__in=school_ids,
        kind=FilingKind.YEARLY,
        year=round_.year,
        state__in=[FilingState.SUBMITTED, FilingState.ACCEPTED],
    )
    return {filing.school_id: filing for filing in found.order_by("submitted_at", "pk")}
