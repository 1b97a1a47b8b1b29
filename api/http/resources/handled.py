"""What is sent of all that passes through a table of who may do what: version, record, what is open."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from accounts.models import User
from governance.domain.courses import Course, Who
from oversight.models.entry import Entry, Handled

#: Files are handed in on the pages alone, and to go on with a waiver is to ask for another.
NOT_BY_PROGRAMS = frozenset({"attach", "detach", "renew"})


def for_programs(course: Course) -> set[str]:
    """Return the lines of a table that may stand in ``open``."""
    moves = course.table.items()
    by_people = {str(action) for action, move in moves if move.states and move.who != {Who.REGISTER}}
    return by_people - NOT_BY_PROGRAMS


class EntryOut(Schema):
    """What was done, or said."""

    action: str
    text: str
    actor: str = Field(description="empty for the register itself")
    recorded_at: datetime


class HandledOut(Schema):
    """What a program has to know before it does something."""

    version: int = Field(description="what the next write names in If-Match")
    open: list[str] = Field(description="what the token's owner may do now: the ends of addresses")
    record: list[EntryOut] = Field(description="what was done so far, the oldest first")


def handled_out(course: Course, row: Handled, user: User) -> dict[str, Any]:
    """Return version, record and what is open of a row, which nobody may have touched yet."""
    entries = row.entries.select_related("actor") if row.pk else ()
    return {
        "version": row.version,
        "open": [str(action) for action in course.open_to(user, row) if action not in NOT_BY_PROGRAMS],
        "record": record_out(entries),
    }


def record_out(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return the record as it is sent."""
    names = ("action", "text", "recorded_at")
    return [
        {**{name: getattr(one, name) for name in names}, "actor": str(one.actor or "")} for one in entries
    ]
