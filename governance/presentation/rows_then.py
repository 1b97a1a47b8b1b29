"""Dated rows as a page of another day lists them."""

from typing import Any

from django.db.models import Model, Q, prefetch_related_objects

from governance.history.past import known_rows
from governance.presentation.day import Day


def rows_then(day: Day, model: type[Model], condition: Q, *related: str) -> list[Any]:
    """Return the rows that had begun by the day, the latest first.

    They are as they are registered now, or as they were known on the day of the register.
    ``condition`` is about the row's own columns, ``related`` names what is shown with them.
    """
    if day.known_on is not None:
        rows = known_rows(model, condition, day.known_on)
    else:
        rows = list(model._default_manager.filter(condition))
    prefetch_related_objects(rows, *related)
    begun = [row for row in rows if row.starts_on <= day.on]
    return sorted(begun, key=lambda row: (row.starts_on, row.pk), reverse=True)
