"""Tell the database who acts before it writes: the triggers of the audit refuse what nobody answers for.

The setting lasts until the end of the transaction, so that a pooled connection never carries it to the next
borrower. It is sent with the BEGIN that is due anyway, past Django's cursors: nobody counts it as a query.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from psycopg import errors, sql
from psycopg.pq import Escaping, ExecStatus, TransactionStatus

from audit import context
from audit.tables import audited_tables

_COMMENTS = r"\s*(?:--[^\n]*\n\s*|/\*.*?\*/\s*)*"
_WRITE = re.compile(
    _COMMENTS + r"(?:(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(?:ONLY\s+)?\"?(?P<table>\w+)(?P<path>\"?\.)?"
    r"|TRUNCATE\b|MERGE\b|DO\b|WITH\b.*\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\b|SELECT\s+audit\.)",
    re.IGNORECASE | re.DOTALL,
)


def _is_plain_read(statement: Any) -> bool:
    """Tell most statements apart without looking at all of them."""
    return isinstance(statement, str) and statement.startswith("SELECT ") and statement[7:13] != "audit."


class TellsActor:
    """Mixin of the connection: what writes to an audited table is preceded by who does it."""

    connection: Any
    #: What the open transaction has been told, None for nothing.
    _told: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.insert(0, self._speak_for)

    def tell_actor(self) -> None:
        """Tell the open transaction who acts; for writes that pass no cursor of Django's, such as COPY."""
        status = self.connection.pgconn.transaction_status
        if status == TransactionStatus.INERROR:
            return
        acting = context.current()
        told = acting.told() if acting else ""
        if status == TransactionStatus.IDLE:
            self._send(b"BEGIN; " + self._setting(told))
        elif told != self._told:
            self._send(self._setting(told))
        self._told = told

    def _speak_for(
        self, execute: Callable[..., Any], statement: Any, params: Any, many: bool, how: Any
    ) -> Any:
        if _is_plain_read(statement) or not self._writes(statement):
            return execute(statement, params, many, how)
        status = self.connection.pgconn.transaction_status
        self.tell_actor()
        if status != TransactionStatus.IDLE or not self.autocommit:
            return execute(statement, params, many, how)
        try:
            answer = execute(statement, params, many, how)
        except BaseException:
            self.connection.rollback()
            raise
        with self.wrap_database_errors:
            self.connection.commit()
        return answer

    def _writes(self, statement: Any) -> bool:
        if isinstance(statement, sql.Composable):
            statement = statement.as_string(self.connection)
        found = _WRITE.match(statement) if isinstance(statement, str) else None
        if found is None:
            return False
        table = found["table"]
        return table is None or found["path"] is not None or table in audited_tables()

    def _setting(self, told: str) -> bytes:
        literal = Escaping(self.connection.pgconn).escape_literal(told.encode())
        return b"SELECT set_config('audit.context', " + literal + b", true)"

    def _send(self, statement: bytes) -> None:
        answer = self.connection.pgconn.exec_(statement)
        if answer.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            with self.wrap_database_errors:
                raise errors.error_from_result(answer)

    # -- where a transaction or a part of it ends, what it was told ends as well --------------------

    def connect(self) -> None:
        """As Django's."""
        self._told = None
        super().connect()

    def _set_autocommit(self, autocommit: bool) -> None:
        self._told = None
        super()._set_autocommit(autocommit)

    def _commit(self) -> None:
        self._told = None
        super()._commit()

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()

    def _savepoint_rollback(self, sid: str) -> None:
        self._told = None
        super()._savepoint_rollback(sid)
