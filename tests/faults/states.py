"""What an act leaves behind, so that two runs of it can be compared: without times, chance and new keys."""

import json
from dataclasses import dataclass
from typing import Any

from psycopg import sql

from config.backup.prints import Content, content_of
from schools.history import event_models

#: Types whose values differ from run to run.
_ITS_OWN = ("timestamp with time zone", "uuid", "xid8")
#: Columns that hold chance, or a number given out once, whatever their type.
_GIVEN_OUT = {"number", "tree_id", "digest", "prefix", "salt", "key", "grant"}
#: What of this a row that was there before is given anew.
_MOVED = {"tree_id"}
#: A line of the log holds the row as text, sealed with the time: what was done to how many is compared.
_WRITTEN = "SELECT action, subject, reason, count(*) FROM audit.log GROUP BY 1, 2, 3"
_COLUMNS = """
SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = %s AND table_name = %s
"""
_KEYS = """
SELECT a.attname, pg_get_serial_sequence(t.oid::regclass::text, 'id')
FROM pg_constraint c
JOIN pg_class t ON t.oid = CASE c.contype WHEN 'p' THEN c.conrelid ELSE c.confrelid END
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
JOIN pg_attribute i ON i.attrelid = t.oid AND i.attname = 'id'
WHERE c.contype IN ('p', 'f') AND cardinality(c.conkey) = 1 AND c.conrelid = to_regclass(%s)
"""


@dataclass(frozen=True)
class Done:
    """What is there after the whole act, and what of it is different from before, told comparably."""

    content: Content
    rows: dict[str, list[str]]


def content(superuser: Any) -> Content:
    """Return rows and prints of every table."""
    with superuser.transaction():
        return content_of(superuser)


def differing(before: Content, after: Content) -> list[str]:
    """Return the tables that are not the same."""
    return sorted(name for name in after.tables if after.tables[name] != before.tables.get(name))


def done(superuser: Any, before: Content) -> Done:
    """Return what became of it since."""
    after = content(superuser)
    return Done(after, {name: _rows(superuser, name, before) for name in differing(before, after)})


def half_done(superuser: Any, before: Content, whole: Done) -> list[str]:
    """Return the tables that are neither as before nor as after the whole act, row by row.

    An act may have been saved when a statement fails that only reads what is to be answered.
    """
    found = done(superuser, before)
    if not found.rows or found.rows == whole.rows:
        return []
    names = sorted(name for name in found.rows if found.rows[name] != whole.rows.get(name))
    missing = sorted(whole.rows.keys() - found.rows.keys())
    return [f"something is left in {name}" for name in names] + [f"nothing is in {name}" for name in missing]


def _rows(superuser: Any, name: str, before: Content) -> list[str]:
    schema, _dot, table = name.partition(".")
    if name == "audit.log":
        return sorted(map(str, superuser.execute(_WRITTEN).fetchall()))
    if name.startswith("audit."):
        return [str(content(superuser).tables[name][0] - before.tables[name][0])]
    columns = dict(superuser.execute(_COLUMNS, [schema, table]).fetchall())
    keys = _keys(superuser, name)
    statement = sql.SQL("SELECT to_jsonb(t) FROM {} t").format(sql.Identifier(schema, table))
    rows = [row for (row,) in superuser.execute(statement).fetchall()]
    return sorted(json.dumps(_plain(row, columns, keys, before), ensure_ascii=False) for row in rows)


def _keys(superuser: Any, name: str) -> dict[str, str | None]:
    """Return the columns that hold keys, with their sequences; copies of rows hold the keys of the rows."""
    schema, _dot, table = name.partition(".")
    keys = dict(superuser.execute(_KEYS, [f'{schema}."{table}"']).fetchall())
    for event in event_models():
        if event._meta.db_table == table:
            copied = _keys(superuser, f"{schema}.{event.pgh_tracked_model._meta.db_table}")
            keys |= copied | {"pgh_obj_id": copied["id"], "pgh_id": f"{name}_pgh_id_seq"}
    return keys


def _plain(
    row: dict[str, Any], columns: dict[str, str], keys: dict[str, str | None], before: Content
) -> dict[str, Any]:
    """Return the row without what differs from run to run; keys given out since are new, and no more."""
    kept = {name: value is None if columns[name] in _ITS_OWN else value for name, value in row.items()}
    for name, sequence in keys.items():
        value = kept.get(name)
        if isinstance(value, int) and sequence and value > before.sequences.get(sequence, 0):
            kept[name] = "new"
    is_old = isinstance(kept.get("id"), int)
    for name in (_MOVED if is_old else _GIVEN_OUT) & kept.keys():
        kept[name] = None
    if context := kept.get("pgh_context"):
        kept["pgh_context"] = {name: value for name, value in context.items() if name != "change"}
    return kept
