"""What keys in old rows stand for, whether the rows they point to are still there or not."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from governance.history.events import RowChange, Values, row_of
from schools.history import events_of


class Archive:
    """The rows that some changes refer to: as they are now or, if they are gone, as they were last."""

    def __init__(self, changes: Iterable[RowChange]):
        wanted = defaultdict(set)
        for change in changes:
            for values in (change.before, change.after):
                for field in _keys(change.model):
                    if values and values.get(field.attname):
                        wanted[field.remote_field.model].add(values[field.attname])
        self._rows = {model: _load(model, keys) for model, keys in wanted.items()}

    def find(self, model: type[models.Model], key: Any) -> models.Model | None:
        """Return the row; None if nothing is known of it."""
        return self._rows.get(model, {}).get(key)

    def row(self, model: type[models.Model], values: Values) -> models.Model:
        """Return an instance with the values, joined to the rows it refers to."""
        row = model(**values)
        row._state.adding = False
        for field in _keys(model):
            related = self.find(field.remote_field.model, values.get(field.attname))
            if related is not None:
                setattr(row, field.name, related)
        return row


def _keys(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if field.is_relation]


def _load(model: type[models.Model], keys: set[Any]) -> dict[Any, models.Model]:
    found = model._base_manager.in_bulk(keys)
    gone = keys - found.keys()
    if gone:
        last = events_of(model).objects.filter(pgh_obj_id__in=gone).order_by("pgh_obj_id", "-pgh_id")
        found |= {event.pgh_obj_id: row_of(event) for event in last.distinct("pgh_obj_id")}
    return found
