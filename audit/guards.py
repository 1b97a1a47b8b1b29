"""Whether everything that writes records, and keeps them, is in its place and unchanged."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from audit.installing import AWAKE, functions_sql, is_installed, triggers, wanted
from audit.tables import home_sql

_BODY = re.compile(r"FUNCTION audit\.(?P<name>\w+)\(.*?\$\$(?P<body>.*?)\$\$", re.DOTALL)
_OURS_ONLY = ("enter", "write", "home", "kept")
#: Called by the functions of the triggers alone, whose path they have.
_CALLED_BY_OURS = ("enter", "write")
_FUNCTIONS = """
SELECT proname, prosrc, prosecdef, coalesce(array_to_string(proconfig, ';'), '')
FROM pg_proc WHERE pronamespace = 'audit'::regnamespace ORDER BY proname, oid
"""
_OWNER = "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'audit.log'::regclass"
#: What the application must not be able to do with the two tables.
_WRITING = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


def guards_broken() -> list[str]:
    """Return a sentence for each guard that is missing, changed or asleep."""
    with connection.cursor() as cursor:
        if not is_installed(cursor):
            return [_("没有审计表，请运行 manage.py migrate。")]
        return [*_functions(cursor), *_triggers(cursor), *_rights(cursor)]


def _functions(cursor: Any) -> Iterator[str]:
    bodies = {match["name"]: match["body"] for match in _BODY.finditer(f"{functions_sql()}\n{home_sql()}")}
    cursor.execute(_FUNCTIONS)
    there: dict[str, Any] = {}
    for name, *facts in cursor.fetchall():
        if name in there:
            yield _("审计模式中有不认识的函数 audit.%(name)s。") % {"name": name}
        there[name] = facts
    for name, body in bodies.items():
        source, is_definer, config = there.get(name, ("", False, ""))
        needs_definer = name not in _OURS_ONLY
        needs_path = name not in _CALLED_BY_OURS
        sound = (is_definer or not needs_definer) and ("search_path" in config or not needs_path)
        if source != body or not sound:
            yield _("审计函数 audit.%(name)s 缺失或者被替换。") % {"name": name}
    for name in sorted(there.keys() - bodies.keys()):
        yield _("审计模式中有不认识的函数 audit.%(name)s。") % {"name": name}


def _triggers(cursor: Any) -> Iterator[str]:
    there = triggers(cursor)
    for (table, name), text in wanted(cursor).items():
        found, enabled = there.get((table, name), ("", ""))
        names = {"table": table, "name": name}
        if found != text:
            yield _("表 %(table)s 的审计触发器 %(name)s 缺失或者被改动。") % names
        elif enabled not in AWAKE:
            yield _("表 %(table)s 的审计触发器 %(name)s 被停用。") % names


def _rights(cursor: Any) -> Iterator[str]:
    role = _app_role()
    cursor.execute(_OWNER)
    if cursor.fetchone() == (role,):  # the deployment checks warn of that
        return
    for table in ("audit.log", "audit.seal"):
        for right in _WRITING:
            cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table, right])
            if cursor.fetchone()[0]:
                yield _("应用登录 %(role)s 对 %(table)s 有不该有的权限 %(right)s。") % {
                    "role": role,
                    "table": table,
                    "right": right,
                }
    cursor.execute("SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = %s", [role])
    if (cursor.fetchone() or [False])[0]:
        yield _("应用登录 %(role)s 是超级用户，可以绕过审计。") % {"role": role}


def _app_role() -> str:
    database = settings.DATABASES["default"]
    return database["USER"] or "lz_app"
