"""What tells the content of two databases apart: for each table its number of rows and a print of them."""

from dataclasses import dataclass
from typing import Any

from psycopg import sql

_TABLES = """
SELECT nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind = 'r' AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' AND NOT EXISTS (
    SELECT FROM pg_depend WHERE objid = pg_class.oid AND classid = 'pg_class'::regclass AND deptype = 'e')
ORDER BY 1, 2
"""
#: The sum of two halves of an MD5 of every row: the order of the rows does not matter, a changed, lost or
#: doubled one does. It finds accidents; against people there are the seals of the audit.
_PRINT = """
SELECT count(*), coalesce(sum(('x' || left(h, 16))::bit(64)::bigint::numeric), 0)::text || ':'
    || coalesce(sum(('x' || right(h, 16))::bit(64)::bigint::numeric), 0)::text
FROM (SELECT md5(one::text) AS h FROM {table} one) every
"""
_SEQUENCES = """
SELECT schemaname || '.' || sequencename, coalesce(last_value, 0) FROM pg_sequences ORDER BY 1
"""
#: Values are compared as text; these decide how they are written. Hidden rows are an error, not fewer rows.
_WRITTEN_ALIKE = """
SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC';
SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL row_security = off
"""


@dataclass(frozen=True, slots=True)
class Content:
    """What a database has in it: rows and print by table, last value by sequence."""

    tables: dict[str, tuple[int, str]]
    sequences: dict[str, int]

    @property
    def rows(self) -> int:
        """Return the number of all rows."""
        return sum(rows for rows, _print in self.tables.values())


def content_of(there: Any) -> Content:
    """Return what the database of the connection holds, seen by one transaction.

    Args:
        there: a connection inside a transaction that sees one moment (repeatable read).

    """
    there.execute(_WRITTEN_ALIKE)
    found = {}
    for schema, name in there.execute(_TABLES).fetchall():
        statement = sql.SQL(_PRINT).format(table=sql.Identifier(schema, name))
        found[f"{schema}.{name}"] = there.execute(statement).fetchone()
    return Content(found, dict(there.execute(_SEQUENCES).fetchall()))
