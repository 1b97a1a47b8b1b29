"""What pages show in place of values that are not everybody's to read."""

from typing import Any

from django.db import models

from privacy.registry import registered_of

#: The same for every value: its length says nothing either.
MASK = "••••"
EMPTY = (None, "", "—")


def is_hidden(field: models.Field) -> bool:
    """Tell whether pages mask the field; the model of an event counts as that of its rows."""
    model = getattr(field.model, "pgh_tracked_model", field.model)
    one = registered_of(model._meta.label).get(field.name)
    return one is not None and one.is_hidden


def hidden_names(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names of the fields of the model that pages mask."""
    return tuple(one.name for one in registered_of(model._meta.label).values() if one.is_hidden)


def masked(value: Any, *, shows: bool = False) -> Any:
    """Return the value for those who may read it, else the mask; that nothing is there is no secret."""
    return value if shows or value in EMPTY else MASK
