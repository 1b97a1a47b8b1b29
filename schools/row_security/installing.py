"""Put the policies in place, as the owner, after every migration; take them away before one alters tables."""

from hashlib import sha256
from typing import Any

from schools.row_security.policies import FUNCTIONS, guests, policies
from schools.row_security.tables import secured

_THERE = """
SELECT pg_class.relname, polname, coalesce(obj_description(pg_policy.oid, 'pg_policy'), '')
FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
WHERE relnamespace = 'public'::regnamespace AND starts_with(polname, 'lz_')
"""
_TABLES = """
SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
"""


def install(cursor: Any) -> None:
    """Make functions and policies what this version says; tables that are not made yet wait.

    Args:
        cursor: of the owner.

    """
    cursor.execute(_TABLES)
    made = dict(cursor.fetchall())
    cursor.execute(FUNCTIONS)
    cursor.execute(guests())
    there = _there(cursor)
    wanted = {
        (one.table, name): statement
        for one in secured()
        if one.table in made
        for name, statement in policies(one)
    }
    for (table, name), mark in there.items():
        if (table, name) not in wanted or mark != _mark(wanted[table, name]):
            cursor.execute(f'DROP POLICY {name} ON public."{table}"')
    for (table, name), statement in wanted.items():
        if there.get((table, name)) != _mark(statement):
            cursor.execute(statement)
            cursor.execute(f"COMMENT ON POLICY {name} ON public.\"{table}\" IS '{_mark(statement)}'")
    for table in sorted({table for table, _name in wanted if not made[table]}):
        cursor.execute(f'ALTER TABLE public."{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY')


def uninstall(cursor: Any) -> None:
    """Take the policies away: a column they name cannot be altered or dropped, and the owner sees all rows.

    Args:
        cursor: of the owner.

    """
    there = _there(cursor)
    for table, name in there:
        cursor.execute(f'DROP POLICY {name} ON public."{table}"')
    for table in sorted({table for table, _name in there}):
        cursor.execute(
            f'ALTER TABLE public."{table}" DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY'
        )


def _there(cursor: Any) -> dict[tuple[str, str], str]:
    cursor.execute(_THERE)
    return {(table, name): mark for table, name, mark in cursor.fetchall()}


def _mark(statement: str) -> str:
    return sha256(statement.encode()).hexdigest()[:32]
