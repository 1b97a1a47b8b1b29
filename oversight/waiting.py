"""What waits for somebody: the form in which every topic tells the inbox."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, CharField, DateField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from schools.models import School


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


Expression = Combinable


def nothing() -> Expression:
    """Return the day of what has none."""
    return Cast(Value(None), DateField())


def no_school() -> Expression:
    """Return the school of what is about none."""
    return Cast(Value(None), BigIntegerField())


def word(kind: str) -> Expression:
    """Return the kind of a topic that has one only."""
    return Value(kind, output_field=CharField())


@dataclass(frozen=True, slots=True)
class Keys:
    """What the list is ordered and narrowed by, as the database computes it from a row.

    Args:
        kind: the same as ``Waiting.kind``.
        since: the same as ``Waiting.since``.
        due: as ``Waiting.due``; it orders, and is not shown.
        school: the key of ``Waiting.school``.

    """

    kind: Expression
    since: Expression
    due: Expression
    school: Expression
