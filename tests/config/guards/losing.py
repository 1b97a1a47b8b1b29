"""Ways to lose a guard: the statements that take each away, or put it to sleep."""

from config.embedded.roles import APP
from config.guards.catalog import Guards
from config.guards.repair import quoted

KEYS = ("PRIMARY KEY", "FOREIGN KEY")
MORE = "INSERT, SELECT, UPDATE, DELETE, TRUNCATE"
ATTRIBUTES = ("SUPERUSER", "BYPASSRLS", "CREATEDB", "CREATEROLE", "REPLICATION")


def ways(guards: Guards) -> list[tuple[str, str, str, str]]:
    """Return kind, name, way and statement, for every way to lose every guard."""
    found = []
    for kind, named in guards.items():
        for name, definition in named.items():
            table, _dot, own = name.partition(".")
            lost = _WAYS[kind](f"public.{quoted(table)}", quoted(own), name, definition)
            found += [(kind, name, way, statement) for way, statement in lost.items()]
    return found


def _extension(_table, _own, name, _definition):
    return {"dropped": f"DROP EXTENSION {quoted(name)} CASCADE"}


def _function(_table, _own, name, definition):
    hollow = definition[: definition.index("AS $")] + "AS $hollow$ BEGIN RETURN NULL; END $hollow$"
    hollow = hollow.replace("LANGUAGE sql", "LANGUAGE plpgsql")
    lost = {"dropped": f"DROP ROUTINE public.{name} CASCADE"}
    if "RETURNS trigger" in definition:
        lost["hollow"] = hollow
    return lost


def _constraint(table, own, name, definition):
    lost = {"dropped": f"ALTER TABLE {table} DROP CONSTRAINT {own} CASCADE"}
    if definition.startswith(("CHECK", "FOREIGN KEY")):
        lost["not valid"] = (
            f"ALTER TABLE {table} DROP CONSTRAINT {own}; "
            f"ALTER TABLE {table} ADD CONSTRAINT {own} {definition} NOT VALID"
        )
    return lost


def _index(_table, own, _name, _definition):
    return {"dropped": f"DROP INDEX public.{own}"}


def _required(table, _own, name, definition):
    free = [column for column in definition.split(", ") if column not in ("id", "pgh_id")]
    if not free or name in ("django_session", "procrastinate_periodic_defers"):
        return {}
    return {"optional": f"ALTER TABLE {table} ALTER COLUMN {quoted(free[0])} DROP NOT NULL"}


def _trigger(table, own, _name, _definition):
    return {
        "dropped": f"DROP TRIGGER {own} ON {table}",
        "disabled": f"ALTER TABLE {table} DISABLE TRIGGER {own}",
        "renamed": f"ALTER TRIGGER {own} ON {table} RENAME TO another",
    }


def _row_security(table, _own, _name, _definition):
    return {
        "off": f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        "not forced": f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
    }


def _policy(table, own, _name, _definition):
    return {
        "dropped": f"DROP POLICY {own} ON {table}",
        "joined by an open one": f"DROP POLICY {own} ON {table}; CREATE POLICY open ON {table} USING (true)",
    }


def _grant(_table, _own, name, definition):
    relation = f"public.{quoted(name.rpartition('.')[0])}"
    lost = {"revoked": f"REVOKE {definition} ON {relation} FROM {APP}"}
    if not name.endswith("_seq.app"):
        lost["widened"] = f"GRANT {MORE} ON {relation} TO {APP}"
    return lost


def _role(_table, _own, _name, _definition):
    lost = {word.lower(): f"ALTER ROLE {APP} {word}" for word in ATTRIBUTES}
    lost["may create"] = f"GRANT CREATE ON SCHEMA public TO {APP}"
    lost["acts as the owner"] = f"GRANT lz_owner TO {APP}"
    lost["owns a table"] = f"ALTER TABLE public.django_session OWNER TO {APP}"
    return lost


_WAYS = {
    "extension": _extension,
    "function": _function,
    "constraint": _constraint,
    "index": _index,
    "required": _required,
    "trigger": _trigger,
    "row_security": _row_security,
    "policy": _policy,
    "grant": _grant,
    "role": _role,
}
