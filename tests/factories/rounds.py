"""Rounds and filings in the state a test needs, made the way people make them."""

from datetime import date, timedelta
from typing import Any

from oversight.choices.round import Choosing, RoundKind
from oversight.filings.submitting import filing_submit
from oversight.models import Answer, Filing, Round, RoundClosing
from oversight.rounds.drafting import round_create
from oversight.rounds.opening import round_open
from schools.models import Jurisdiction, School
from tests.factories.days import ON
from tests.factories.visitors import grant, user


def round_(place: Jurisdiction, **changes: Any) -> Round:
    """Return a draft about all rules and all schools of the place, until two weeks from now."""
    defaults = {
        "title": "演示检查",
        "kind": RoundKind.SPECIAL,
        "year": ON.year,
        "starts_on": ON,
        "deadline": ON + timedelta(days=14),
        "selection": {"choosing": Choosing.ALL.value},
    }
    author = changes.pop("author", None) or grant(user(), place).user
    return round_create(user=author, place=place, **{**defaults, **changes})


def open_round(place: Jurisdiction, on: date = ON, **changes: Any) -> Round:
    """Return a round that has gone out."""
    made = round_(place, **changes)
    round_open(user=made.author, round_=made, on=on)
    return made


def closing(round_: Round, on: date = ON, **changes: Any) -> RoundClosing:
    """Return the closing of an open round, as if it were a large one, still in the queue."""
    told = {"asked_by": round_.author, "total": round_.answers.count(), **changes}
    return RoundClosing.objects.create(round=round_, on=on, **told)


def answer(school: School, **changes: Any) -> Answer:
    """Return the answer of the school in an open round of its county."""
    return open_round(school.jurisdiction, **changes).answers.get(school=school)


def filing(school: School, on: date = ON, **changes: Any) -> Filing:
    """Return a filing that waits for a decision."""
    clerk = changes.pop("user", None) or grant(user(), school).user
    return filing_submit(user=clerk, school=school, on=on, **{"kind": "yearly", "year": ON.year, **changes})
