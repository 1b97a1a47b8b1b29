"""Questions that stay on the server: parsed and planned once for each connection.

Nearly every act asks a handful of written questions by keys, and to plan one takes longer than to answer it.
``config.database`` has the server keep to the plan it made.
"""

from typing import Any

import psycopg
from django.db import connection
from psycopg.pq import Format


class PreparedCursor(psycopg.Cursor):
    """A cursor whose statements stay on the server, parameters aside."""

    def execute(self, query: str, params: Any = None, **_options: Any) -> "PreparedCursor":
        """Run ``query``, prepared at its first time on this connection."""
        return super().execute(query, params, prepare=True)


def prepared(*, binary: bool = False) -> Any:
    """Return a cursor that Django watches like its own: errors become its errors, wrappers see the query.

    ``binary`` values come faster, but not as the fields of a model expect them: JSON is taken apart already.
    A log of queries shows them with their values, which only the ordinary cursor puts in: while one is kept,
    it is that.
    """
    if connection.queries_logged:
        return connection.cursor()
    connection.ensure_connection()
    cursor = PreparedCursor(connection.connection)
    cursor.format = Format.BINARY if binary else Format.TEXT
    return connection._prepare_cursor(cursor)


def bound(value: Any) -> Any:
    """Return keys or texts as PostgreSQL writes an array: one type whatever their size, nothing to guess."""
    return f"{{{','.join(map(_item, value))}}}" if isinstance(value, list) else value


def _item(value: Any) -> str:
    if not isinstance(value, str):
        return str(value)
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
