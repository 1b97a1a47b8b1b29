"""Rows by a plain condition, read as fast as the database answers.

Every operation reads what it is about to change afresh under its lock, and to put such a question together
as a queryset takes four times as long as to answer it.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models

from schools.prepared import bound, prepared

#: That a row's period contains a day, as ``ScopedQuerySet.as_of`` puts it.
HOLDS = "coalesce(period @> %s::date, false)"

Converter = Callable[[Any, Any, Any], Any]


def rows_by_key(model: type[models.Model], keys: Iterable[int]) -> dict[int, Any]:
    """Return the rows of ``model`` that have one of the primary ``keys``, by key, in one query.

    Keys that no row has are missing from what is returned.
    """
    key = connection.ops.quote_name(model._meta.pk.column)
    return {row.pk: row for row in rows_where(model, f"{key} = ANY(%s)", [list(keys)])}


def rows_where(model: type[models.Model], condition: str, values: Sequence[Any]) -> list[Any]:
    """Return the rows of ``model`` that meet the ``condition``, SQL of our own about its own columns.

    Args:
        values: what stands in the places ``%s`` of the condition.

    """
    query, names, converters = _question(model)
    with prepared() as cursor:
        cursor.execute(f"{query} WHERE {condition}", [bound(value) for value in values])
        found = [list(row) for row in cursor.fetchall()]
    for row in found:
        for place, field, convert in converters:
            row[place] = convert(row[place], field, connection)
    return [model.from_db(DEFAULT_DB_ALIAS, names, row) for row in found]


@cache
def _question(model: type[models.Model]) -> tuple[str, list[str], list[tuple[int, Any, Converter]]]:
    """Return the query, the attributes its columns fill, and what turns a column's value into Python's."""
    fields = model._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    converters = [
        (place, field.get_col(model._meta.db_table), convert)  # as in a queryset's own rows
        for place, field in enumerate(fields)
        for convert in field.get_db_converters(connection)
    ]
    query = f"SELECT {columns} FROM {table}"  # noqa: S608 -- names of our own models
    return query, [field.attname for field in fields], converters
