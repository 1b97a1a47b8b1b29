"""What a topic tells the inbox."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from oversight.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Provider:
    """One kind of thing that waits.

    Args:
        kind: stable; what its ``Waiting`` say they are.
        label: what people call it.
        waiting_for: the things themselves, in a constant number of queries.
        rows: a queryset with one row for each of them. With it, the number on every page comes out of one
            query for all topics; without it, the list is made for it.

    """

    kind: str
    label: Any
    waiting_for: Callable[[User, date], list[Waiting]]
    rows: Callable[[User, date], QuerySet] | None = None
