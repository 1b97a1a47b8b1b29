"""Many rows of many models, put together in memory and written at once."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import connection, models, transaction
from mptt.models import MPTTModel
from psycopg.types.json import Jsonb
from psycopg.types.range import Range

from schools.domain.trees import next_tree_ids, plant, rebuild
from schools.prepared import prepared

#: Rows in a statement: more would save nothing, and make the text of it large.
_AT_ONCE = 5_000


class Batch:
    """Rows that refer to each other as objects.

    Every row gets its key from the model's sequence before anything is written, so that the order of
    writing does not matter: foreign keys are checked when the transaction ends.
    """

    def __init__(self):
        self.rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)

    def add(self, row: models.Model) -> models.Model:
        """Take ``row`` into the batch and return it."""
        self.rows[type(row)].append(row)
        return row

    def remove(self, row: models.Model) -> None:
        """Take ``row`` out again."""
        rows = self.rows[type(row)]
        del rows[next(nth for nth, known in enumerate(rows) if known is row)]

    def of(self, model: type[models.Model]) -> list[models.Model]:
        """Return the rows of ``model`` taken so far."""
        return self.rows[model]

    def __iter__(self) -> Iterator[models.Model]:
        for rows in self.rows.values():
            yield from rows

    @transaction.atomic
    def save(self, school_id: int | None = None) -> dict[type[models.Model], int]:
        """Write all rows, number the trees, and return how many rows of each model were written.

        ``school_id`` says that all rows are of one school, so that no other tree has to be looked at.
        """
        for model, rows in self.rows.items():
            for row, key in zip(rows, _next_keys(model, len(rows)), strict=True):
                row.pk = key
        for model, rows in self.rows.items():
            _write(model, rows)
        for model in self.rows:
            if issubclass(model, MPTTModel):
                rebuild(model, school_id=school_id)
        return {model: len(rows) for model, rows in self.rows.items()}


def _write(model: type[models.Model], rows: list[models.Model]) -> None:
    """Insert the rows, many at once, with a statement that stays on the server."""
    if issubclass(model, MPTTModel):
        for row, tree_id in zip(rows, next_tree_ids(model, len(rows)), strict=True):
            plant(row, tree_id)
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = f'"{model._meta.db_table}"'
    with prepared() as cursor:
        for first in range(0, len(rows), _AT_ONCE):
            part = [_told(row, fields) for row in rows[first : first + _AT_ONCE]]
            cursor.execute(
                f"INSERT INTO {table} ({columns})"  # noqa: S608 -- names of our own
                f" SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s)",
                [Jsonb(part, dumps=_as_json)],
            )


def _told(row: models.Model, fields: Iterable[models.Field]) -> dict[str, Any]:
    row._prepare_related_fields_for_save("insert")
    told = {field.column: _stored(field, row) for field in fields}
    row._state.adding = False
    return told


def _stored(field: models.Field, row: models.Model) -> Any:
    value = field.pre_save(row, add=True)
    if value is None:
        return None
    prepared_value = field.get_db_prep_save(value, connection)
    return prepared_value.obj if isinstance(prepared_value, Jsonb) else prepared_value


def _as_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, default=_as_text)


def _as_text(value: Any) -> str:
    """Return what JSON has no word for as the server reads it: a period, a date, a moment, a key."""
    if isinstance(value, Range):
        return _as_range(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _as_range(period: Range) -> str:
    if period.isempty:
        return "empty"
    lower, upper = ("" if end is None else str(end) for end in (period.lower, period.upper))
    return f"{period.bounds[0]}{lower},{upper}{period.bounds[1]}"


def _next_keys(model: type[models.Model], count: int) -> Iterable[int]:
    with prepared() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{model._meta.db_table}"', count],
        )
        return [row[0] for row in cursor.fetchall()]
