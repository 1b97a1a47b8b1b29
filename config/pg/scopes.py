"""Tell the database whose rows it may hand out: the policies of the tables ask for it.

The settings last until the end of the transaction, so that a pooled connection never carries them to the next
borrower. Reads outside of a transaction are given one that stays open until something else than a read comes,
or the connection is given back: two round trips for all of them. All of it is sent past Django's cursors:
nobody counts it as a query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from psycopg import Error, errors
from psycopg.pq import Escaping, ExecStatus, TransactionStatus

from schools.row_security import scope
from schools.row_security.scope import ALL, EVERYBODY, NOBODY, SETTINGS, Told

#: How connections begin that belong to a command or a worker.
OF_EVERYBODY = f"-c lz.reads={ALL} -c lz.writes={ALL}"
#: What only reads, as Django writes it: after anything else the transaction of a request's reads is ended.
_READ = re.compile(r'SELECT (?:DISTINCT |COUNT\(|\(|"|1 AS |EXISTS)')
#: Statements that have to come before any other of their transaction, or read nothing.
_SILENT = ("SET TRANSACTION", "SAVEPOINT", "RELEASE", "ROLLBACK", "LOCK")


def connection_options() -> str:
    """Return what a connection of this process begins with."""
    return OF_EVERYBODY if scope.of_the_process() == EVERYBODY else ""


class TellsScope:
    """Mixin of the connection: every statement runs under the scope of whoever asks."""

    connection: Any
    #: What holds without being told: the options the connection began with.
    _begun: Told = NOBODY.told()
    #: What holds in the open transaction; None where nobody knows.
    _holds: Told | None = None
    #: What ``TellsActor`` has told the transaction.
    _told: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.insert(0, self._within_scope)

    def tell_scope(self) -> None:
        """Tell the open transaction whose rows are handed out; for what passes no cursor of Django's."""
        if self.connection.pgconn.transaction_status == TransactionStatus.INERROR:
            return
        wanted = self._wanted()
        if self.connection.pgconn.transaction_status != TransactionStatus.IDLE:
            if wanted != self._holds:
                self._settle(self._settings(wanted))
                self._holds = wanted
        elif wanted != self._begun:
            self._settle(b"BEGIN; " + self._settings(wanted))
            self._holds, self._told = wanted, None

    @property
    def _is_kept(self) -> bool:
        """Whether a transaction is open that Django knows nothing of: the connection itself is asked.

        A note of it would be wrong as soon as another connection took its place, and a write in a
        transaction that nobody ends is lost.
        """
        if self.connection is None or not self.autocommit:
            return False
        status = self.connection.pgconn.transaction_status
        return status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    def ask_aside(self, question: str, parameters: Sequence[Any]) -> Any:
        """Return the first row of a read that nobody counts, under the scope of everybody."""
        self.ensure_connection()
        with scope.within(EVERYBODY), self.wrap_database_errors:
            self.tell_scope()
            return self.connection.execute(question, parameters).fetchone()

    def let_go(self) -> None:
        """End the transaction of reads, if one is open; what is read next has one of its own.

        Called after what writes and before a transaction of the caller, neither of which may lie in it.
        """
        if self._is_kept:
            self._forget()
            with self.wrap_database_errors:
                self.connection.commit()

    def _wanted(self) -> Told:
        asked = scope.current()
        if asked.places is None:
            return asked.told()
        with scope.within(EVERYBODY):  # who asks is looked up in the database as well
            return asked.told()

    def _within_scope(
        self, execute: Callable[..., Any], statement: Any, params: Any, many: bool, how: Any
    ) -> Any:
        if isinstance(statement, str) and statement.startswith(_SILENT):
            return execute(statement, params, many, how)
        self.tell_scope()
        if not self._is_kept:
            return execute(statement, params, many, how)
        with self._undone_if_it_fails():
            answer = execute(statement, params, many, how)
        if not (isinstance(statement, str) and _READ.match(statement)):
            self.let_go()
        return answer

    @contextmanager
    def _undone_if_it_fails(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._forget()
            with suppress(Error):
                self.connection.rollback()
            raise

    def _settings(self, told: Told) -> bytes:
        escape = Escaping(self.connection.pgconn).escape_literal
        parts = (
            b"set_config(" + escape(name.encode()) + b", " + escape(value.encode()) + b", true)"
            for name, value in zip(SETTINGS, told, strict=True)
        )
        return b"SELECT " + b", ".join(parts)

    def _settle(self, statement: bytes) -> None:
        answer = self.connection.pgconn.exec_(statement)
        if answer.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            with self.wrap_database_errors:
                raise errors.error_from_result(answer)

    # -- where a transaction or a part of it ends, what it was told ends as well --------------------

    def _forget(self) -> None:
        self._holds, self._told = self._begun, None

    def connect(self) -> None:
        """As Django's."""
        super().connect()
        told = EVERYBODY if OF_EVERYBODY in self.connection.info.options else NOBODY
        self._begun = self._holds = told.told()

    def _close(self) -> None:
        if self._is_kept:
            self._forget()
            with suppress(Error):  # a lost connection is given back as well
                self.connection.commit()
        elif self.connection is not None and not self.autocommit:
            with suppress(Error):  # and none goes back to the pool in a transaction of somebody
                self.connection.rollback()
        super()._close()

    def _set_autocommit(self, autocommit: bool) -> None:
        self.let_go()
        self._holds = self._begun
        super()._set_autocommit(autocommit)

    def _commit(self) -> None:
        self._forget()
        super()._commit()

    def _rollback(self) -> None:
        self._forget()
        super()._rollback()

    def _savepoint_rollback(self, sid: str) -> None:
        self._holds = None
        super()._savepoint_rollback(sid)
