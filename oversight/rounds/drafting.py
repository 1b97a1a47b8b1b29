"""Draw a round up."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_edit_jurisdiction
from governance.domain.refusals import Denied
from oversight.choices.round import RoundAction, RoundKind
from oversight.handling import handling
from oversight.models import Round
from oversight.rounds.states import COURSE
from schools.models import Jurisdiction

FIELDS = (
    "title",
    "purpose",
    "kind",
    "year",
    "starts_on",
    "deadline",
    "basis",
    "wants_zero",
    "rules",
    "chapters",
    "selection",
)


def round_create(*, user: User, place: Jurisdiction, **fields: Any) -> Round:
    """Begin a round of the jurisdiction.

    Raises:
        Denied: if the user does not act for it.

    """
    if not (verdict := may_edit_jurisdiction(user, place)):
        raise Denied(verdict.reason)
    found = Round(jurisdiction=place, author=user)
    _set(found, fields)
    found.save()
    found.entries.create(action=RoundAction.EDIT, text=_("起草"), actor=user)
    return found


def round_change(*, user: User, round_: Round, version: int | None = None, **fields: Any) -> None:
    """Change what a draft says."""
    related = ("jurisdiction", "author")
    with handling(COURSE, user, round_, RoundAction.EDIT, version=version, related=related) as fresh:
        _set(fresh, fields)


def _set(round_: Round, fields: dict[str, Any]) -> None:
    for name in FIELDS:
        if name in fields:
            setattr(round_, name, fields[name])
    # a yearly round is answered by the filing of the year, which every school hands in
    round_.wants_zero = round_.wants_zero or round_.kind == RoundKind.ANNUAL
    round_.full_clean(exclude=["jurisdiction", "author"])


def year_of(day: date) -> int:
    """Return the year that a round or a filing of the day is for."""
    return day.year
