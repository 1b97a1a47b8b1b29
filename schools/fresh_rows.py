"""Rows by their keys, read as fast as the database answers.

Every operation reads what it is about to change afresh under its lock, and to put such a question together
as a queryset takes four times as long as to answer it.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models

Converter = Callable[[Any, Any, Any], Any]


def rows_by_key(model: type[models.Model], keys: Iterable[int]) -> dict[int, Any]:
    """Return the rows of ``model`` that have one of the primary ``keys``, by key, in one query.

    Keys that no row has are missing from what is returned.
    """
    query, names, converters = _question(model)
    with connection.cursor() as cursor:
        cursor.execute(query, [list(keys)])
        found = [list(values) for values in cursor.fetchall()]
    for values in found:
        for place, field, convert in converters:
            values[place] = convert(values[place], field, connection)
    rows = (model.from_db(DEFAULT_DB_ALIAS, names, values) for values in found)
    return {row.pk: row for row in rows}


@cache
def _question(model: type[models.Model]) -> tuple[str, list[str], list[tuple[int, Any, Converter]]]:
    """Return the query, the attributes its columns fill, and what turns a column's value into Python's."""
    fields = model._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table, key = (connection.ops.quote_name(n) for n in (model._meta.db_table, model._meta.pk.column))
    converters = [
        (place, field.get_col(model._meta.db_table), convert)  # as in a queryset's own rows
        for place, field in enumerate(fields)
        for convert in field.get_db_converters(connection)
    ]
    query = f"SELECT {columns} FROM {table} WHERE {key} = ANY(%s)"  # noqa: S608 -- names of our own models
    return query, [field.attname for field in fields], converters
