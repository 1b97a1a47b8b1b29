"""Many rows of many models, put together in memory and written at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, models, transaction
from mptt.models import MPTTModel

from schools.domain.trees import next_tree_ids, plant, rebuild


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
    """Copy the rows, which takes half of the time of inserting them one by one.

    Into a table of their own first: none that has policies can be copied into.
    """
    if issubclass(model, MPTTModel):
        for row, tree_id in zip(rows, next_tree_ids(model, len(rows)), strict=True):
            plant(row, tree_id)
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.execute(f'CREATE TEMPORARY TABLE batch ON COMMIT DROP AS TABLE "{table}" WITH NO DATA')
        with cursor.copy(f"COPY batch ({columns}) FROM STDIN") as copy:
            for row in rows:
                row._prepare_related_fields_for_save("copy")
                copy.write_row([_stored(field, row) for field in fields])
                row._state.adding = False
        cursor.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM batch')  # noqa: S608
        cursor.execute("DROP TABLE batch")


def _stored(field: models.Field, row: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)


def _next_keys(model: type[models.Model], count: int) -> Iterable[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{model._meta.db_table}"', count],
        )
        return [row[0] for row in cursor.fetchall()]
