"""What a topic tells the inbox."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from oversight.waiting import Keys, Waiting


@dataclass(frozen=True, eq=False, slots=True)
class Provider:
    """One topic whose things wait for people.

    Args:
        labels: what people call each kind that its ``Waiting`` are of.
        rows: a queryset with one row for each thing, which may depend on the user's key and on being a
            superuser, and on nothing that is asked beforehand: the number on every page comes out of one
            query for all topics.
        keys: what the rows are ordered and narrowed by.
        shown: the rows with all that a line says, in one query.
        line: a row as a line.

    """

    labels: Mapping[str, Any]
    rows: Callable[[User, date], QuerySet]
    keys: Callable[[User, date], Keys]
    shown: Callable[[QuerySet], QuerySet]
    line: Callable[[Any, date], Waiting]
