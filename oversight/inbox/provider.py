"""What a topic tells the inbox."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from oversight.waiting import Brief, Waiting


@dataclass(frozen=True, eq=False, slots=True)
class Provider:
    """One topic whose things wait for people.

    Args:
        labels: what people call each kind that its ``Waiting`` are of.
        waiting_for: the things themselves, in a constant number of queries.
        rows: a queryset with one row for each of them, which may depend on the user's key and on being a
            superuser, and on nothing that is asked beforehand. With it, the number on every page comes out of
            one query for all topics; without it, the list is made for it.
        briefs: the same things in short, in the same order. A topic of which a province has thousands gives
            them: the list is then ordered and counted by them, and ``waiting_for`` is asked for what a page
            shows, by ``keys``.

    """

    labels: Mapping[str, Any]
    waiting_for: Callable[..., list[Waiting]]
    rows: Callable[[User, date], QuerySet] | None = None
    briefs: Callable[[User, date], list[Brief]] | None = None
