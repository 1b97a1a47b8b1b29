"""The statements that put a guard right, for the owner of the schema to run."""

from config.guards.catalog import APP
from config.guards.manifest import Difference, is_same


def statements(one: Difference, app: str) -> list[str]:
    """Return what puts the guard right; nothing for what the owner may not do or must not guess.

    Args:
        one: the guard.
        app: the role the application logs in as.

    """
    return _MAKERS[one.kind](one, app) if one.kind in _MAKERS else []


def _table_and_name(one: Difference) -> tuple[str, str]:
    table, _dot, name = one.name.partition(".")
    return f"public.{quoted(table)}", quoted(name)


def quoted(name: str) -> str:
    """Return the name as SQL has it."""
    return '"{}"'.format(name.replace('"', '""'))


def _extension(one: Difference, _app: str) -> list[str]:
    return [f"CREATE EXTENSION IF NOT EXISTS {quoted(one.name)}"]


def _function(one: Difference, _app: str) -> list[str]:
    return [one.expected or ""]


def _trigger(one: Difference, _app: str) -> list[str]:
    table, name = _table_and_name(one)
    made = [] if one.expected is None else [one.expected]
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}", *made]


def _constraint(one: Difference, _app: str) -> list[str]:
    table, name = _table_and_name(one)
    if is_same(one.kind, f"{one.expected} NOT VALID", one.found):
        return [f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}"]
    if is_same(one.kind, f"{one.expected} DISABLED", one.found):
        return []
    return [
        f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}",
        f"ALTER TABLE {table} ADD CONSTRAINT {name} {one.expected}",
    ]


def _index(one: Difference, _app: str) -> list[str]:
    return [f"DROP INDEX IF EXISTS public.{_table_and_name(one)[1]}", one.expected or ""]


def _required(one: Difference, _app: str) -> list[str]:
    there = (one.found or "").split(", ")
    columns = [name for name in (one.expected or "").split(", ") if name not in there]
    return [
        f"ALTER TABLE public.{quoted(one.name)} ALTER COLUMN {quoted(name)} SET NOT NULL" for name in columns
    ]


def _row_security(one: Difference, _app: str) -> list[str]:
    table = f"public.{quoted(one.name)}"
    return [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"]


def _policy(one: Difference, _app: str) -> list[str]:
    table, name = _table_and_name(one)
    made = [] if one.expected is None else [one.expected]
    return [f"DROP POLICY IF EXISTS {name} ON {table}", *made]


def _grant(one: Difference, app: str) -> list[str]:
    name, _dot, grantee = one.name.rpartition(".")
    relation, _dot, column = name.partition(".")
    columns = f" ({quoted(column)})" if column else ""
    where, who = f"ON public.{quoted(relation)}", quoted(app) if grantee == APP else "PUBLIC"
    made = [] if one.expected is None else [f"GRANT {one.expected} {where} TO {who}"]
    return [f"REVOKE ALL{columns} {where} FROM {who}", *made]


_MAKERS = {
    "extension": _extension,
    "function": _function,
    "constraint": _constraint,
    "index": _index,
    "required": _required,
    "trigger": _trigger,
    "row_security": _row_security,
    "policy": _policy,
    "grant": _grant,
}
