"""Does row security change what the application reads? Every statement of a request is run twice to see.

Once as if the user saw everything, and once under his scope. Code that filters as it should, or says that it
reads past the schools of the user, gets the same both times. What differs was silently cut short.
"""

import json
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connections
from psycopg.pq import TransactionStatus

from config.pg.scopes import TellsScope
from schools.row_security.scope import ALL

ROOT = Path(__file__).resolve().parents[2]
_OURS = (
    "accounts", "api", "audit", "config", "exports", "governance", "intake", "oversight", "privacy",
    "schools",
)  # fmt: skip


class Shadow:
    """Keeps what was cut short."""

    def __init__(self, keep: Path) -> None:
        self.keep = keep

    def around(self, connection: Any, execute: Any, statement: Any, params: Any, many: bool, how: Any) -> Any:
        """Run the statement twice if it reads, changes or deletes under the scope of a user."""
        told = connection._holds
        kind = str(statement).lstrip()[:6].upper()
        is_open = connection.connection.pgconn.transaction_status == TransactionStatus.INTRANS
        if told is None or told[0] == ALL or many or not is_open:
            return execute(statement, params, many, how)
        is_client = not hasattr(how["cursor"].cursor, "name")
        if kind.startswith(("SELECT", "WITH")) and is_client and "nextval" not in str(statement):
            return self._read(connection, execute, statement, params, how)
        if kind.startswith(("UPDATE", "DELETE")):
            return self._write(connection, execute, statement, params, how)
        return execute(statement, params, many, how)

    def _read(self, connection, execute, statement, params, how):
        wide = (ALL, *connection._holds[1:])
        narrow = connection._holds
        connection._settle(b"SAVEPOINT shadow; " + connection._settings(wide))
        try:
            execute(statement, params, False, how)
            expected = _rows(how["cursor"])
        finally:
            connection._settle(b"ROLLBACK TO SAVEPOINT shadow; " + connection._settings(narrow))
            connection._told = None  # who acts was told inside the savepoint
        answer = execute(statement, params, False, how)
        if _rows(how["cursor"]) != expected:
            self._note(statement, params, len(expected), how["cursor"].rowcount)
        return answer

    def _write(self, connection, execute, statement, params, how):
        wide = (ALL, ALL, *connection._holds[2:])
        narrow = connection._holds
        connection._settle(b"SAVEPOINT shadow; " + connection._settings(wide))
        try:
            execute(statement, params, False, how)
            expected = how["cursor"].rowcount
        finally:
            connection._settle(b"ROLLBACK TO SAVEPOINT shadow; " + connection._settings(narrow))
            connection._told = None  # who acts was told inside the savepoint
        answer = execute(statement, params, False, how)
        if how["cursor"].rowcount != expected:
            self._note(statement, params, expected, how["cursor"].rowcount)
        return answer

    def _note(self, statement, params, expected, found):
        frames = [
            f"{Path(f.filename).relative_to(ROOT)}:{f.lineno}:{f.name}"
            for f in traceback.extract_stack()
            if f.filename.startswith(str(ROOT))
            and f.filename[len(str(ROOT)) + 1 :].startswith(_OURS)
            and "/.venv/" not in f.filename
            and "config/pg" not in f.filename
            and "middleware" not in f.filename
        ]
        told = {"sql": str(statement)[:2000], "params": str(params)[:300], "at": frames}
        with self.keep.open("a") as file:
            file.write(json.dumps({**told, "wide": expected, "narrow": found}) + "\n")


def _rows(cursor: Any) -> list[tuple[Any, ...]]:
    result = cursor.cursor.pgresult
    if result is None:
        return []
    return sorted(
        tuple(result.get_value(row, column) or b"" for column in range(result.nfields))
        for row in range(result.ntuples)
    )


@contextmanager
def shadowed(keep: Path) -> Iterator[Shadow]:
    """Look at every statement in the block; what was cut short is added to the file, a line for each."""
    shadow, before = Shadow(keep), TellsScope._within_scope

    def within(self, execute, *rest):
        def twice(*asked):
            return shadow.around(self, execute, *asked)

        return before(self, twice, *rest)

    def again(self, *rest):
        return self._within_scope(*rest)

    TellsScope._within_scope = within
    for known in connections.all(initialized_only=True):  # they have taken the method already
        known.execute_wrappers[0] = partial(again, known)
    try:
        yield shadow
    finally:
        TellsScope._within_scope = before
