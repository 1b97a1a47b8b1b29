"""Which guards a database has, read from its catalog: any login may read it, and it reads no row of ours."""

from collections import defaultdict
from typing import Any

from django.db.backends.utils import CursorWrapper

#: By kind (``trigger``) and name (``schools_school.insert``): how the guard is written, or how it stands.
Guards = dict[str, dict[str, str]]

_OWN_TABLES = """
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE nspname = 'public' AND relkind IN ('r', 'p')
"""
_EXTENSIONS = "SELECT extname, '' FROM pg_extension"
_FUNCTIONS = """
SELECT proname || '(' || pg_get_function_identity_arguments(pg_proc.oid) || ')',
    pg_get_functiondef(pg_proc.oid)
FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
WHERE nspname = 'public' AND prokind IN ('f', 'p') AND NOT EXISTS (
    SELECT FROM pg_depend WHERE objid = pg_proc.oid AND classid = 'pg_proc'::regclass AND deptype = 'e')
"""
_TRIGGERS = f"""
SELECT own.relname || '.' || tgname, pg_get_triggerdef(pg_trigger.oid)
    || CASE tgenabled WHEN 'O' THEN '' WHEN 'D' THEN ' DISABLED' ELSE ' ENABLED ' || tgenabled::text END
FROM pg_trigger JOIN (SELECT pg_class.oid, relname {_OWN_TABLES}) own ON own.oid = tgrelid
WHERE NOT tgisinternal
"""  # noqa: S608
# a foreign key is kept by triggers of its own, on both tables
_CONSTRAINTS = f"""
SELECT own.relname || '.' || conname, pg_get_constraintdef(pg_constraint.oid) || CASE WHEN EXISTS (
    SELECT FROM pg_trigger WHERE tgconstraint = pg_constraint.oid AND tgisinternal AND tgenabled != 'O'
) THEN ' DISABLED' ELSE '' END
FROM pg_constraint JOIN (SELECT pg_class.oid, relname {_OWN_TABLES}) own ON own.oid = conrelid
WHERE contype IN ('c', 'f', 'p', 'u', 'x')
"""  # noqa: S608
_UNIQUE_INDEXES = f"""
SELECT own.relname || '.' || index.relname,
    pg_get_indexdef(indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' INVALID' END
FROM pg_index JOIN (SELECT pg_class.oid, relname {_OWN_TABLES}) own ON own.oid = indrelid
JOIN pg_class index ON index.oid = indexrelid
WHERE indisunique AND NOT EXISTS (
    SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)
"""  # noqa: S608
_REQUIRED = f"""
SELECT own.relname, string_agg(attname::text, ', ' ORDER BY attname::text)
FROM pg_attribute JOIN (SELECT pg_class.oid, relname {_OWN_TABLES}) own ON own.oid = attrelid
WHERE attnum > 0 AND attnotnull AND NOT attisdropped GROUP BY own.relname
"""  # noqa: S608
_ROW_SECURITY = f"""
SELECT relname, CASE WHEN relforcerowsecurity THEN 'forced' ELSE 'not forced' END
    || CASE WHEN relrowsecurity THEN '' ELSE ', off' END
{_OWN_TABLES} AND (relrowsecurity OR relforcerowsecurity)
"""
_POLICIES = """
SELECT tablename || '.' || policyname, 'CREATE POLICY ' || quote_ident(policyname) || ' ON public.'
    || quote_ident(tablename) || ' AS ' || permissive || ' FOR ' || cmd
    || ' TO ' || array_to_string(roles, ', ')
    || coalesce(' USING (' || qual || ')', '') || coalesce(' WITH CHECK (' || with_check || ')', '')
FROM pg_policies WHERE schemaname = 'public'
"""
_RIGHTS = """
SELECT relname || coalesce('.' || attname, ''), grantee,
    privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END
FROM (
    SELECT relname, NULL AS attname, (aclexplode(relacl)).* FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL
    SELECT relname, attname, (aclexplode(attacl)).* FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped
) each WHERE grantee = 0 OR grantee = (SELECT oid FROM pg_roles WHERE rolname = %s)
"""
_ROLE = """
SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,
    EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid),
    EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relnamespace = 'public'::regnamespace),
    has_schema_privilege(rolname, 'public', 'CREATE')
FROM pg_roles WHERE rolname = %s
"""
_MAY = ("superuser", "bypass row security", "create databases", "create roles", "replicate")
_MAY_ALSO = ("act as others", "own tables", "create in schema public")
_BY_DEFINITION = {
    "extension": _EXTENSIONS,
    "function": _FUNCTIONS,
    "constraint": _CONSTRAINTS,
    "index": _UNIQUE_INDEXES,
    "required": _REQUIRED,
    "trigger": _TRIGGERS,
    "row_security": _ROW_SECURITY,
    "policy": _POLICIES,
}
#: Every kind of guard, in the order in which lost ones are put back: each needs some of those before it.
KINDS = (*_BY_DEFINITION, "grant", "role")
#: What stands for the application's role, whose name differs from server to server.
APP, EVERYBODY = "app", "public"


def read(cursor: CursorWrapper, app: str | None) -> Guards:
    """Return the guards of the database.

    Args:
        cursor: of any login.
        app: the role the application logs in as; None if that is the owner himself, whose rights say
            nothing: then there are no grants in the answer.

    """
    found: Guards = {}
    for kind, question in _BY_DEFINITION.items():
        cursor.execute(question)
        found[kind] = dict(sorted(cursor.fetchall()))
    if app is not None:
        found["grant"] = _grants(cursor, app)
        found["role"] = {APP: _role(cursor, app)}
    return found


def _grants(cursor: CursorWrapper, app: str) -> dict[str, str]:
    cursor.execute(_RIGHTS, [app])
    rights: dict[str, list[str]] = defaultdict(list)
    for name, grantee, right in cursor.fetchall():
        rights[f"{name}.{APP if grantee else EVERYBODY}"].append(right)
    return {name: ", ".join(sorted(all_of_it)) for name, all_of_it in sorted(rights.items())}


def _role(cursor: CursorWrapper, app: str) -> str:
    cursor.execute(_ROLE, [app])
    answers: Any = cursor.fetchone() or ()
    return ", ".join(may for may, does in zip(_MAY + _MAY_ALSO, answers, strict=False) if does) or "none"
