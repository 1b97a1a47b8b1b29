"""Rows that the steps of a plan name, read at once and kept until a step writes them."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from schools.history import tree_fields

Key = tuple[str, str]


class KeptRows:
    """Rows by model and register number, as the database has them.

    Only rows behind a lock that is held may be kept, and who writes one has to say so. Each time a row is
    asked for it comes as a new object, so that nothing an operation does to its own shows in another's.
    """

    def __init__(self):
        self._values: dict[Key, tuple[str | None, list[str], list[Any]]] = {}

    def keep(self, rows: Iterable[models.Model]) -> None:
        """Keep the rows.

        The numbers of a tree change when any of its nodes moves, so they are not kept: a row asks for its
        own when somebody asks it.
        """
        for row in rows:
            silent = tree_fields(row)
            names = [field.attname for field in row._meta.concrete_fields if field.name not in silent]
            key = (row._meta.model_name or "", row.natural_key()[0])
            self._values[key] = (row._state.db, names, [getattr(row, name) for name in names])

    def find(self, model: type[models.Model], number: str) -> models.Model | None:
        """Return the row with the number, if it is kept."""
        kept = self._values.get((model._meta.model_name or "", number))
        if kept is None:
            return None
        database, names, values = kept
        return model.from_db(database, names, [list(v) if isinstance(v, list) else v for v in values])

    def forget(self, keys: Iterable[Key]) -> None:
        """Forget rows that were written, by the name of the model and the number."""
        for key in keys:
            self._values.pop(key, None)
