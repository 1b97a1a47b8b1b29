"""What a change did to each row, read from the events it left."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models

from schools.history import DELETE, INSERT, UPDATE, event_models, events_of

Values = dict[str, Any]

#: What fields have when nobody filled them in.
EMPTY = (None, "", [])


@dataclass(frozen=True)
class RowChange:
    """One row as a change found and left it.

    ``before`` and ``after`` hold every remembered value by column (``parent_id``, not ``parent``);
    ``before`` is None for a new row, ``after`` for a removed one. The numbers of trees are not among them.
    ``last_event`` is the change's last event on the row; ``is_whole`` is False where the history does not
    reach back to the row before the change.
    """

    model: type[models.Model]
    pk: int
    before: Values | None
    after: Values | None
    last_event: int = 0
    is_whole: bool = True

    @property
    def kind(self) -> str:
        """The model's name, as ``ChangeSet.details`` has it."""
        return self.model._meta.model_name

    @property
    def label(self) -> str:
        """What happened to the row on the whole: insert, update or delete."""
        if self.before is None:
            return INSERT
        return DELETE if self.after is None else UPDATE

    @property
    def altered(self) -> Values:
        """The values from before in the columns the change altered; empty for new and removed rows."""
        if self.before is None or self.after is None:
            return {}
        return {name: value for name, value in self.before.items() if self.after.get(name) != value}

    @cached_property
    def fields(self) -> list[models.Field]:
        """The fields whose values differ; of a new or removed row, those that have one."""
        old, new = self.before or {}, self.after or {}
        known = [f for f in self.model._meta.concrete_fields if f.attname in (old or new)]
        return [f for f in known if not f.primary_key and _differs(old.get(f.attname), new.get(f.attname))]


def _differs(old: Any, new: Any) -> bool:
    return old != new and not (old in EMPTY and new in EMPTY)


def changes_under(key: UUID) -> list[RowChange]:
    """Return what the change ``key`` did to each row, in the order in which the rows were first touched.

    A row that the change made and took away again is left out. Two queries for each tracked model that
    the change touched, one for each other.
    """
    found = []
    for events in event_models():
        under = list(events.objects.filter(pgh_context_id=key).order_by("pgh_id"))
        if under:
            found += _row_changes(events, under)
    found.sort(key=lambda pair: pair[0])
    return [c for _first, c in found if (c.before, c.after) != (None, None) or not c.is_whole]


def events_on(model: type[models.Model], pk: int) -> models.QuerySet:
    """Return the events of one row, the oldest first, whether it is still there or not."""
    return events_of(model).objects.filter(pgh_obj_id=pk).order_by("pgh_id")


def values_of(event: models.Model) -> Values:
    """Return the row of an event by column."""
    known = {field.attname for field in event.pgh_tracked_model._meta.concrete_fields}
    fields = event._meta.concrete_fields
    return {f.attname: getattr(event, f.attname) for f in fields if f.attname in known}


def row_of(event: models.Model) -> models.Model:
    """Return the row of an event as an instance of its model; what is not remembered has its default."""
    row = event.pgh_tracked_model(**values_of(event))
    row._state.adding = False
    return row


def _row_changes(
    events: type[models.Model], under: Iterable[models.Model]
) -> Iterable[tuple[tuple, RowChange]]:
    by_row = defaultdict(list)
    for event in under:
        by_row[event.pgh_obj_id].append(event)
    earlier = _last_before(events, {pk: own[0].pgh_id for pk, own in by_row.items()})
    for pk, own in by_row.items():
        first, last = own[0], own[-1]
        before = None if first.pgh_label == INSERT else earlier.get(pk)
        after = None if last.pgh_label == DELETE else values_of(last)
        is_whole = first.pgh_label == INSERT or before is not None
        order = (first.pgh_created_at, events._meta.label, first.pgh_id)
        yield order, RowChange(events.pgh_tracked_model, pk, before, after, last.pgh_id, is_whole)


def _last_before(events: type[models.Model], firsts: dict[int, int]) -> dict[int, Values]:
    """Return the rows as the last event before the one given for each row left them."""
    older = events.objects.filter(pgh_obj_id__in=firsts, pgh_id__lt=max(firsts.values())).order_by("pgh_id")
    return {e.pgh_obj_id: values_of(e) for e in older if e.pgh_id < firsts[e.pgh_obj_id]}
