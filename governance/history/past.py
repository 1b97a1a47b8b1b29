"""Rows as they were on a day, or as they were known on a day.

Two days are asked for. ``on`` is the day in the world: a dated row holds on it or not, and an undated
field (a name, a parent, a type) has the value of the last change that took effect by then. ``known_on``
is the day of the register: only what was recorded by its end counts; None is everything recorded so far.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.history.events import Values, row_of, values_of
from schools.history import DELETE, INSERT, events_of

#: Told by the row itself: a correction of its period corrects the past.
DATED = frozenset({"period"})


def known_rows(model: type[models.Model], condition: Q, known_on: date) -> list[Any]:
    """Return the rows that met ``condition`` as they were known at the end of ``known_on``, in one query.

    ``condition`` is about the row's own columns. Numbers of trees are not remembered: see
    ``governance.history.trees``.
    """
    events = events_of(model).objects.filter(pgh_created_at__lt=end_of(known_on))
    ever = events.filter(condition).order_by().values("pgh_obj_id")
    newest = events.filter(pgh_obj_id__in=ever).order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    found = events_of(model).objects.filter(condition, pgh_id__in=newest.values("pgh_id"))
    return [row_of(event) for event in found.exclude(pgh_label=DELETE).order_by("pgh_obj_id")]


@dataclass(frozen=True, slots=True)
class Replay:
    """What later changes did to rows: ``values`` they had before, and ``unmade`` rows not there yet."""

    values: dict[int, Values]
    unmade: frozenset[int]

    def apply(self, rows: Iterable[Any]) -> bool:
        """Set the rows back and tell whether anything differs."""
        differs = False
        for row in rows:
            for name, value in self.values.get(row.pk, {}).items():
                if name not in DATED and getattr(row, name) != value:
                    setattr(row, name, value)
                    differs = True
        return differs


def replay(model: type[models.Model], condition: Q, on: date, known_on: date | None = None) -> Replay:
    """Return what rows that met ``condition`` were on ``on``, if changes took effect later; one query.

    Rows that nobody changed since are not in the answer. A change is weighed field by field: one that
    reaches back and was recorded last does not bring along what was recorded between.
    """
    events = events_of(model).objects.all()
    if known_on is not None:
        events = events.filter(pgh_created_at__lt=end_of(known_on))
    later = events.filter(condition, pgh_context__effective_on__gt=on.isoformat())
    by_row = defaultdict(list)
    rows_touched = later.order_by().values("pgh_obj_id")
    for event in events.filter(pgh_obj_id__in=rows_touched).exclude(pgh_label=DELETE).order_by("pgh_id"):
        by_row[event.pgh_obj_id].append(event)
    values = {pk: _values_on(own, on) for pk, own in by_row.items()}
    unmade = {pk for pk, own in by_row.items() if own[0].pgh_label == INSERT and effective_on(own[0]) > on}
    return Replay(values, frozenset(unmade))


def changes_of_fields(
    model: type[models.Model], pk: int, names: Iterable[str]
) -> dict[str, list[tuple[date, Any]]]:
    """Return the values some columns of a row have had, each with the day from which it held; one query.

    The first has the day ``date.min``: it was there from the beginning of the row, whenever that was.
    """
    events = events_of(model).objects.filter(pgh_obj_id=pk).exclude(pgh_label=DELETE).order_by("pgh_id")
    found: dict[str, list[tuple[date, Any]]] = {name: [] for name in names}
    for event in events:
        for name, values in found.items():
            value = getattr(event, name)
            if not values or value != values[-1][1]:
                values.append((effective_on(event) if values else date.min, value))
    return {name: sorted(values, key=lambda one: one[0]) for name, values in found.items()}


def end_of(day: date) -> datetime:
    """Return the first moment after the day, here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def effective_on(event: models.Model) -> date:
    """Return the day from which the event's change holds; what was loaded holds from the beginning."""
    told = (event.pgh_context or {}).get("effective_on")
    return date.fromisoformat(told) if told else date.min


def _values_on(events: list[models.Model], on: date) -> Values:
    """Return the first values, with every later change of a field that had taken effect, the latest last."""
    first = values = values_of(events[0])
    changes = []
    for event in events[1:]:
        new = values_of(event)
        changes += [(effective_on(event), name, new[name]) for name in new if new[name] != values.get(name)]
        values = new
    in_effect = sorted((one for one in changes if one[0] <= on), key=lambda one: one[0])
    return {**first, **{name: value for _day, name, value in in_effect}}
