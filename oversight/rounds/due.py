"""When to remind of rounds: a week and a day before the deadline, and after it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse

from oversight.choices.round import RoundState
from oversight.due import Due
from oversight.models import Answer, Round
from oversight.rounds.progress import TO_DO

#: Stage → how many days after the deadline it begins.
STAGES = {"week": -7, "day": -1, "overdue": 1}


def stage_of(deadline: date, on: date) -> tuple[str, date] | None:
    """Return the last stage that has begun by the day, and its first day; None before the first."""
    begun = [(name, deadline + timedelta(days=days)) for name, days in STAGES.items()]
    reached = [(name, day) for name, day in begun if day <= on]
    return reached[-1] if reached else None


def due_dates(on: date) -> Iterable[Due]:
    """Return the reminders due by the day: one a school that has not answered, one a round that is late.

    A key holds the deadline, so that a deadline put off is reminded of anew.
    """
    yield from _schools(on)
    yield from _offices(on)


def _schools(on: date) -> Iterator[Due]:
    found = Answer.objects.filter(
        state__in=TO_DO, round__state=RoundState.OPEN, round__deadline__lte=on - _first()
    )
    found = found.select_related("round", "school").defer("round__result").order_by("pk")
    for answer in found.iterator(chunk_size=500):
        if reached := stage_of(answer.round.deadline, on):
            yield _of_answer(answer, *reached)


def _first() -> timedelta:
    return timedelta(days=min(STAGES.values()))


def _of_answer(answer: Answer, stage: str, begins: date) -> Due:
    deadline = answer.round.deadline
    return Due(
        kind=f"round_{stage}",
        key=f"round-answer:{answer.pk}:{stage}:{deadline.isoformat()}",
        due_on=begins,
        deadline=deadline,
        school_id=answer.school_id,
        jurisdiction_id=None,
        to="school",
        words={"round": answer.round.title, "school": answer.school.name, "deadline": deadline.isoformat()},
        url=reverse("oversight:answer", args=[answer.round_id, answer.school.code]),
    )


def _offices(on: date) -> Iterator[Due]:
    missing = Count("answers", filter=Q(answers__state__in=TO_DO))
    late = Round.objects.filter(state=RoundState.OPEN, deadline__lt=on).annotate(missing_n=missing)
    for round_ in late.defer("result").order_by("pk"):
        yield Due(
            kind="round_late",
            key=f"round:{round_.pk}:late:{round_.deadline.isoformat()}",
            due_on=round_.deadline + timedelta(days=1),
            deadline=round_.deadline,
            school_id=None,
            jurisdiction_id=round_.jurisdiction_id,
            to="office",
            words={
                "round": round_.title,
                "n": round_.missing_n,
                "deadline": round_.deadline.isoformat(),
            },
            url=reverse("oversight:round", args=[round_.pk]),
        )
