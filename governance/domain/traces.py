"""What an act left in the history: for each row, how it was before and how it was left."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from governance.models import ChangeSet
from schools.history import DELETE, INSERT, event_models


@dataclass(frozen=True)
class Trace:
    """One row that an act touched.

    ``before`` and ``after`` are the row's columns by name; None where it did not exist. ``is_whole`` is
    False when the history does not reach back to the state before.
    """

    model: type[models.Model]
    pk: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    last_event: int
    is_whole: bool = True

    @property
    def altered(self) -> dict[str, Any]:
        """The columns the act changed, with their values before it."""
        if self.before is None or self.after is None:
            return {}
        return {name: value for name, value in self.before.items() if self.after[name] != value}


def traces_of(change_set: ChangeSet) -> list[Trace]:
    """Return what the act touched, model by model; a row it made and took out again is left out."""
    return [trace for event in event_models() for trace in _traces(event, change_set)]


def _traces(event: type[models.Model], change_set: ChangeSet) -> Iterator[Trace]:
    columns = _columns(event)
    rows: dict[int, list[dict[str, Any]]] = {}
    own = event.objects.filter(pgh_context_id=change_set.key).order_by("pgh_id")
    for row in own.values("pgh_id", "pgh_obj_id", "pgh_label", *columns):
        rows.setdefault(row["pgh_obj_id"] or row["id"], []).append(row)
    for pk, history in rows.items():
        trace = _trace(event, pk, history, columns)
        if trace.before is not None or trace.after is not None or not trace.is_whole:
            yield trace


def _trace(event: type[models.Model], pk: int, history: list[dict[str, Any]], columns: list[str]) -> Trace:
    first, last = history[0], history[-1]
    after = None if last["pgh_label"] == DELETE else {name: last[name] for name in columns}
    before, is_whole = None, True
    if first["pgh_label"] != INSERT:
        earlier = event.objects.filter(id=pk, pgh_id__lt=first["pgh_id"]).order_by("-pgh_id")
        before = earlier.values(*columns).first()
        if before is None and first["pgh_label"] == DELETE:
            before = {name: first[name] for name in columns}
        is_whole = before is not None
    return Trace(event.pgh_tracked_model, pk, before, after, last["pgh_id"], is_whole)


def _columns(event: type[models.Model]) -> list[str]:
    """Return the columns of the event that are the row's own."""
    return [f.attname for f in event._meta.concrete_fields if not f.name.startswith("pgh_")]
