"""Roles and database of the embedded server.

`lz_super` administers the cluster and is used here only. `lz_owner` owns the schema: migrations and test
databases. `lz_app` is what the application logs in as: neither superuser nor owner of anything.
"""

from __future__ import annotations

import json
import os
import secrets

import psycopg
from psycopg import sql

from config.embedded import errors
from config.embedded.home import PORT, Home
from config.embedded.privileges import Account

SUPERUSER = "lz_super"
OWNER = "lz_owner"
APP = "lz_app"
DATABASE = "liangzhu"


def passwords_read(home: Home) -> dict[str, str]:
    """The passwords by role; FileNotFoundError before the first start."""
    return json.loads(home.passwords.read_text())


def passwords_ensure(home: Home, account: Account) -> dict[str, str]:
    """The passwords of the three roles, made once, before the cluster they open."""
    try:
        return passwords_read(home)
    except FileNotFoundError:
        if home.data.exists():
            raise errors.passwords_missing(home.folder) from None
    made = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}
    unfinished = home.passwords.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(made, file)
    account.take(unfinished)
    unfinished.replace(home.passwords)
    return made


def roles_ensure(home: Home, account: Account, passwords: dict[str, str]) -> None:
    """Both roles and the database exist afterwards; safe to repeat after a kill half way."""
    if home.ready.exists():
        return
    with psycopg.connect(
        host=str(home.socket_folder),
        port=PORT,
        user=SUPERUSER,
        password=passwords[SUPERUSER],
        dbname="postgres",
        autocommit=True,
    ) as connection:
        _role_ensure(connection, OWNER, passwords[OWNER], "CREATEDB")
        _role_ensure(connection, APP, passwords[APP], "NOCREATEDB")
        _database_ensure(connection)
    home.ready.touch()
    account.take(home.ready)


def _role_ensure(connection: psycopg.Connection, role: str, password: str, right: str) -> None:
    exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    statement = "ALTER ROLE {} " if exists else "CREATE ROLE {} "
    statement += f"LOGIN NOSUPERUSER NOCREATEROLE {right} PASSWORD {{}}"
    connection.execute(sql.SQL(statement).format(sql.Identifier(role), sql.Literal(password)))


def _database_ensure(connection: psycopg.Connection) -> None:
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        statement = sql.SQL("CREATE DATABASE {} OWNER {}")
        connection.execute(statement.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
    revoke = sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC")
    connection.execute(revoke.format(sql.Identifier(DATABASE)))
    grant = sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}")
    connection.execute(grant.format(sql.Identifier(DATABASE), sql.Identifier(APP)))
