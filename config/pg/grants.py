"""What the application's role may do with tables the owner is about to make, and with events."""

from typing import Any

from django.db import connections
from psycopg import sql

# UPDATE on sequences: loaddata sets them
_STATEMENTS = (
    "GRANT USAGE ON SCHEMA public TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {app}",
)


def app_rights_grant(*, using: str, **_signal: Any) -> None:
    """Let the application read and write rows, in this database and in every table made from now on.

    Default privileges count for objects made later by the same role, hence before the migrations.
    """
    connection = connections[using]
    app = _app_role(connection)
    if app is None:
        return
    with connection.cursor() as cursor:
        for statement in _STATEMENTS:
            cursor.execute(sql.SQL(statement).format(app=sql.Identifier(app)).as_string(cursor.connection))


def events_seal(*, using: str, **_signal: Any) -> None:
    """Take from the application the right to change or remove events: the history only grows.

    Called after the migrations of all applications; tables that are not made yet are left for the next time.
    """
    from accounts.models import GrantEvent  # models are not ready earlier
    from schools.history import event_models

    connection = connections[using]
    app = _app_role(connection)
    if app is None:
        return
    with connection.cursor() as cursor:
        made = set(connection.introspection.table_names(cursor))
        for table in sorted(made & {event._meta.db_table for event in (*event_models(), GrantEvent)}):
            statement = sql.SQL("REVOKE UPDATE, DELETE ON {table} FROM {app}")
            names = {"table": sql.Identifier(table), "app": sql.Identifier(app)}
            cursor.execute(statement.format(**names).as_string(cursor.connection))


def audit_install(*, using: str, **_signal: Any) -> None:
    """Let every audited table write its records, and the application add to them and nothing else.

    Called after the migrations of all applications, by the owner.
    """
    from audit.installing import install  # models are not ready earlier

    connection = connections[using]
    if getattr(connection, "login", "app") != "owner":
        return
    with connection.cursor() as cursor:
        install(cursor, _app_role(connection))


def row_security_suspend(*, using: str, plan: Any = (), **_signal: Any) -> None:
    """Take the policies away while tables are altered; ``row_security_install`` puts them back."""
    from schools.row_security.installing import uninstall

    connection = connections[using]
    if plan and getattr(connection, "login", "app") == "owner":
        with connection.cursor() as cursor:
            uninstall(cursor)


def row_security_install(*, using: str, **_signal: Any) -> None:
    """Let the database hand out rows of the scope it was told, and no others.

    Called after the migrations of all applications, by the owner.
    """
    from schools.row_security.installing import install  # models are not ready earlier

    connection = connections[using]
    if getattr(connection, "login", "app") == "owner":
        with connection.cursor() as cursor:
            install(cursor)


def _app_role(connection: Any) -> str | None:
    """The application's role, or None when it is the owner himself or the backend is not ours."""
    if getattr(connection, "login", "app") != "owner":
        return None
    if connection.embedded:
        from config.embedded.roles import APP

        return APP
    app = connection.settings_dict["USER"]
    return None if app == connection.settings_dict["OWNER"]["USER"] else app
