"""What a topic tells the inbox."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from oversight.waiting import Waiting


@dataclass(frozen=True, eq=False, slots=True)
class Provider:
    """One topic whose things wait for people.

    Args:
        labels: what people call each kind that its ``Waiting`` are of.
        waiting_for: the things themselves, in a constant number of queries.
        rows: a queryset with one row for each of them, which may depend on the user's key and on being a
            superuser, and on nothing that is asked beforehand. With it, the number on every page comes out of
            one query for all topics; without it, the list is made for it.

    """

    labels: Mapping[str, Any]
    waiting_for: Callable[[User, date], list[Waiting]]
    rows: Callable[[User, date], QuerySet] | None = None
