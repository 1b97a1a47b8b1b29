"""Rows that the steps of a plan name, read at once and kept until a step writes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from governance.choices import OrgState
from governance.domain.standing import AtHand, put_at_hand
from schools.history import tree_fields

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The values of a row, without the numbers of its tree, and of an organisation its state on the day."""

    database: str | None
    names: list[str]
    values: list[Any]
    at_hand: AtHand

    def row(self, model: type[models.Model]) -> Any:
        """Return a new object."""
        values = [list(value) if isinstance(value, list) else value for value in self.values]
        row = model.from_db(self.database, self.names, values)
        put_at_hand(row, self.at_hand)
        return row


class KeptRows:
    """Rows by model and register number, as the database has them.

    Only rows behind a lock that is held may be kept, and who writes one has to say so. Each time a row is
    asked for it comes as a new object, so that nothing an operation does to its own shows in another's.
    """

    def __init__(self):
        self._kept: dict[Key, _Kept] = {}
        self._numbers: dict[tuple[type[models.Model], int], Key] = {}

    def keep(
        self,
        rows: Iterable[models.Model],
        *,
        on: date | None = None,
        states: Mapping[int, OrgState | None] | None = None,
    ) -> None:
        """Keep the rows, of organisations with their ``states`` on the day ``on``, where they are known.

        The numbers of a tree change when any of its nodes moves, so they are not kept: a row asks for its
        own when somebody asks it.
        """
        for row in rows:
            silent = tree_fields(row)
            names = [field.attname for field in row._meta.concrete_fields if field.name not in silent]
            key = (row._meta.model_name or "", row.natural_key()[0])
            known = AtHand(on, states[row.pk]) if states and row.pk in states else AtHand()
            self._kept[key] = _Kept(row._state.db, names, [getattr(row, name) for name in names], known)
            self._numbers[type(row), row.pk] = key

    def find(self, model: type[models.Model], number: str) -> models.Model | None:
        """Return the row with the number, if it is kept, with what stands above it in its tree."""
        kept = self._kept.get((model._meta.model_name or "", number))
        if kept is None:
            return None
        row = kept.row(model)
        above = self._kept.get(self._numbers.get((model, getattr(row, "parent_id", None)), ("", "")))
        if above is not None:
            row.parent = above.row(model)
        return row

    def forget(self, keys: Iterable[Key]) -> None:
        """Forget rows that were written, by the name of the model and the number."""
        for key in keys:
            self._kept.pop(key, None)
