"""Emptying the database after a test that commits: by DELETE, where TRUNCATE makes every file anew.

A test leaves a few hundred rows; TRUNCATE of all tables with their indexes takes half a second, and the
permissions have to be written again after it. Deleting needs the superuser of the embedded server, who can
put triggers and foreign keys to sleep; on any other server Django's own flush does the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from django.test import TransactionTestCase
from psycopg import sql

from config.embedded import roles, server
from config.embedded.home import Home

#: Written by the migrations and by nobody else; that they are whole is looked at each time.
_KEPT = ("django_migrations", "django_content_type", "auth_permission")
_TABLES = """
SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables
WHERE schemaname IN ('public', 'audit') AND tablename != ALL(%s) ORDER BY 1
"""
_CHECKSUM = "SELECT md5(string_agg({table}::text, ',' ORDER BY id)) FROM {table}"


@contextmanager
def emptied_by_deleting() -> Iterator[psycopg.Connection | None]:
    """In the block every `TransactionTestCase` cleans up by deleting, if the server is the embedded one.

    Yields the connection that does it, or None.
    """
    if not connection.embedded:
        yield None
        return
    flush = TransactionTestCase._fixture_teardown
    with _superuser() as superuser:
        TransactionTestCase._fixture_teardown = _emptier(superuser, flush)
        try:
            yield superuser
        finally:
            TransactionTestCase._fixture_teardown = flush


def rows_remembered(superuser: psycopg.Connection) -> Callable[[], None]:
    """Keep every row as it is now; the answer puts all back to that, whatever was committed since."""
    tables = _tables(superuser)
    _each("DROP TABLE IF EXISTS pg_temp.{kept}", tables, superuser)
    _each("CREATE TEMP TABLE {kept} AS TABLE {table}", tables, superuser)

    def put_back() -> None:
        with superuser.transaction():
            _each("DELETE FROM {table}", tables, superuser)
            _each("INSERT INTO {table} OVERRIDING SYSTEM VALUE TABLE {kept}", tables, superuser)

    return put_back


def _tables(superuser: psycopg.Connection) -> list[str]:
    return [name for (name,) in superuser.execute(_TABLES, [list(_KEPT)])]


def _each(statement: str, tables: list[str], superuser: psycopg.Connection) -> None:
    """Execute for all tables at once; `{kept}` is the table that remembers the rows of `{table}`."""
    each = (
        sql.SQL(statement).format(
            table=sql.Identifier(*name.split(".")), kept=sql.Identifier(f"kept_{name.rpartition('.')[2]}")
        )
        for name in tables
    )
    superuser.execute(sql.SQL(";").join(each))


def _emptier(superuser: psycopg.Connection, flush: Callable[[Any], None]) -> Callable[[Any], None]:
    """What is to stand in for `flush`; it calls that one when a test has touched what is to stay."""
    tables = _tables(superuser)
    whole = _kept(superuser)

    def empty(case: Any) -> None:
        nonlocal whole
        if _kept(superuser) != whole:
            flush(case)
            whole = _kept(superuser)
        # after a flush as well: what Django does not manage, such as the records of the audit, it leaves
        _each("DELETE FROM {table}", tables, superuser)

    return empty


def _kept(superuser: psycopg.Connection) -> list[Any]:
    """Something that differs when a row of the tables that stay does."""
    statements = [sql.SQL(_CHECKSUM).format(table=sql.Identifier(name)) for name in _KEPT]
    return [superuser.execute(statement).fetchone() for statement in statements]


def _superuser() -> psycopg.Connection:
    """The test database as the one who may say that triggers sleep."""
    address = server.ensure(**connection.embedded)
    password = roles.passwords_read(Home(connection.embedded["folder"]))[roles.SUPERUSER]
    return psycopg.connect(
        host=address.host,
        port=address.port,
        user=roles.SUPERUSER,
        password=password,
        dbname=connection.settings_dict["NAME"],
        autocommit=True,
        options="-c session_replication_role=replica",
    )
