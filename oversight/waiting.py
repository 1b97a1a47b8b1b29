"""What waits for somebody: the form in which every topic tells the inbox."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from schools.models import School


@dataclass(frozen=True, slots=True)
class Brief:
    """One thing that waits, in short: what a list is ordered, narrowed and counted by.

    Args:
        kind: as in ``Waiting``.
        key: of the row that waits.
        since: as in ``Waiting``.
        due: as in ``Waiting``.
        school: the key of the school it is about.

    """

    kind: str
    key: int
    since: date
    due: date | None
    school: int


def only(rows: QuerySet, keys: Collection[int] | None) -> QuerySet:
    """Return the rows with these keys; None keeps all."""
    return rows if keys is None else rows.filter(pk__in=keys)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for a person.

    Args:
        kind: the topic's stable code, such as ``case``.
        title: a sentence that says what it is.
        url: where it is done.
        since: the day from which it has been waiting.
        due: the day by which it is to be done, if there is one.
        school: the school it is about, if it is about one.
        act: what the one click does.

    """

    kind: str
    title: str
    url: str
    since: date
    due: date | None
    school: School | None
    act: str
