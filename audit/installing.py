"""Put the functions and triggers in place, as the owner, after every migration."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from psycopg import sql

from audit.tables import Audited, audited, home_sql

MADE, ROW, EMPTIED = "audit_made", "audit_row", "audit_emptied"
KEPT, KEPT_WHOLE = "audit_kept", "audit_kept_whole"
#: What the application may call.
CALLED = ("note", "close_batch", "open_batch", "add_seal")
SQL = Path(__file__).parent / "sql"

_TRIGGERS = """
SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text
FROM pg_trigger WHERE tgname ~ '^audit_'
"""
#: The columns of each table whose values somebody may have written, as PostgreSQL writes their names.
_COLUMNS = """
SELECT c.relname, array_agg(a.attname ORDER BY a.attnum), array_agg(quote_ident(a.attname) ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
GROUP BY c.relname
"""
#: How a trigger stands that fires for whoever is no replica, and for everybody.
AWAKE = ("O", "A")
_RIGHTS = (
    "REVOKE ALL ON SCHEMA audit FROM PUBLIC",
    "REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM PUBLIC",
    "REVOKE ALL ON ALL SEQUENCES IN SCHEMA audit FROM PUBLIC",
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC",
)
_APP_RIGHTS = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM {app}",
    "REVOKE ALL ON ALL SEQUENCES IN SCHEMA audit FROM {app}",
    "GRANT USAGE ON SCHEMA audit TO {app}",
    "GRANT SELECT ON audit.log, audit.seal TO {app}",
    *(f"GRANT EXECUTE ON FUNCTION audit.{name} TO {{app}}" for name in CALLED),
)


def install(cursor: Any, app: str | None) -> None:
    """Make functions, triggers and rights what this version says; nothing without the schema.

    Args:
        cursor: of the owner.
        app: the role of the application, None where it is the owner.

    """
    if not is_installed(cursor):
        return
    cursor.execute(home_sql())
    cursor.execute(functions_sql())
    for statement in _RIGHTS:
        cursor.execute(statement)
    for statement in _APP_RIGHTS if app else ():
        cursor.execute(sql.SQL(statement).format(app=sql.Identifier(app)).as_string(cursor.connection))
    known = triggers(cursor)
    for (table, name), text in wanted(cursor).items():
        found, enabled = known.get((table, name), ("", AWAKE[0]))
        if found != text:
            cursor.execute(text.replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER", 1))
        if enabled not in AWAKE:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")


def is_installed(cursor: Any) -> bool:
    """Tell whether there is a log in this database."""
    cursor.execute("SELECT to_regclass('audit.log') IS NOT NULL")
    return cursor.fetchone()[0]


def functions_sql() -> str:
    """Return the statements that make the functions, but for the one made from the models."""
    return (SQL / "functions.sql").read_text()


def triggers(cursor: Any) -> dict[tuple[str, str], tuple[str, str]]:
    """Return definition and state of the triggers there are, by table and name."""
    cursor.execute(_TRIGGERS)
    return {(table, name): (text, enabled) for table, name, text, enabled in cursor.fetchall()}


def wanted(cursor: Any) -> dict[tuple[str, str], str]:
    """Return the definitions of the triggers there have to be, as PostgreSQL writes them, by table and name.

    Tables that are not made yet are left for the next time.
    """
    cursor.execute(_COLUMNS)
    made = {table: dict(zip(names, quoted, strict=True)) for table, names, quoted in cursor.fetchall()}
    found = dict(_kept())
    for table in (one for one in audited().values() if one.table in made):
        found |= dict(_of(table, made[table.table]))
    return found


def _of(table: Audited, columns: dict[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the triggers of a table; ``columns`` are its columns and how PostgreSQL writes them.

    Who renumbers a tree writes nothing but its numbers, a hundred rows at a time: not to be called for them
    saves 40 % of it. What is written besides calls the trigger as ever.
    """
    told = ", ".join(quoted for name, quoted in columns.items() if name not in table.ignored)
    update = f"UPDATE OF {told}" if table.is_numbered else "UPDATE"
    arguments = ", ".join("'{}'".format(value.replace("'", "''")) for value in table.arguments)
    yield (
        (table.table, MADE),
        (
            f"CREATE TRIGGER {MADE} AFTER INSERT ON public.{table.table} REFERENCING NEW TABLE AS made "
            f"FOR EACH STATEMENT EXECUTE FUNCTION audit.rows_made({arguments})"
        ),
    )
    yield (
        (table.table, ROW),
        (
            f"CREATE TRIGGER {ROW} AFTER DELETE OR {update} ON public.{table.table} "
            f"FOR EACH ROW EXECUTE FUNCTION audit.row_changed({arguments})"
        ),
    )
    yield (
        (table.table, EMPTIED),
        (
            f"CREATE TRIGGER {EMPTIED} BEFORE TRUNCATE ON public.{table.table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit.emptied()"
        ),
    )


def _kept() -> Iterator[tuple[tuple[str, str], str]]:
    for name in ("audit.log", "audit.seal"):
        yield (
            (name, KEPT),
            (
                f"CREATE TRIGGER {KEPT} BEFORE DELETE OR UPDATE ON {name} "
                "FOR EACH ROW EXECUTE FUNCTION audit.kept()"
            ),
        )
        yield (
            (name, KEPT_WHOLE),
            (
                f"CREATE TRIGGER {KEPT_WHOLE} BEFORE TRUNCATE ON {name} "
                "FOR EACH STATEMENT EXECUTE FUNCTION audit.kept()"
            ),
        )
