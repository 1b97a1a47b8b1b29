"""Let an operation fail after its n-th statement: raise, lose the connection, run out of time, be killed."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg.pq import TransactionStatus

Fail = Callable[[Any], None]


class Injected(Exception):
    """Something nobody reckoned with."""


@dataclass
class Failpoint:
    """Counts the statements of the connection and fails after the one with the number; 0 only counts."""

    number: int = 0
    fail: Fail | None = None
    seen: int = 0

    def __call__(self, execute: Any, statement: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Execute the statement, then fail if it is its turn."""
        answer = execute(statement, params, many, context)
        self.seen += 1
        if self.seen == self.number and self.fail is not None:
            self.fail(context["connection"])
        return answer


def raised(_connection: Any) -> None:
    """Raise what no code of ours expects."""
    raise Injected


def timed_out(connection_: Any) -> None:
    """Run into the time limit of a statement."""
    there = connection_.connection
    with connection_.wrap_database_errors:
        there.execute("SET statement_timeout = 1")
        try:
            there.execute("SELECT pg_sleep(1)")
        finally:
            if there.info.transaction_status != TransactionStatus.INERROR:
                there.execute("RESET statement_timeout")


def killed(_connection: Any) -> None:
    """End the process as a lack of memory does."""
    os.kill(os.getpid(), signal.SIGKILL)


def terminating(superuser: Any) -> Fail:
    """Return a fail that has the server end the session, as an administrator or a restart does."""

    def terminated(connection_: Any) -> None:
        pid = connection_.connection.info.backend_pid
        superuser.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])

    return terminated


@contextmanager
def counted() -> Iterator[Failpoint]:
    """Count the statements of the block."""
    with failing(Failpoint()) as point:
        yield point


@contextmanager
def failing(point: Failpoint) -> Iterator[Failpoint]:
    """Have the statements of the block pass the failpoint."""
    connection.ensure_connection()
    with connection.execute_wrapper(point):
        yield point


def outcome(act: Callable[[], Any], point: Failpoint) -> str:
    """Do it with the failpoint; tell whether it was done or how it failed. The connection is closed then."""
    try:
        with failing(point):
            act()
    except Exception as problem:  # noqa: BLE001 -- whatever comes out is the answer
        return type(problem).__name__
    finally:
        connection.close()
    return "done"


def in_a_process(act: Callable[[], Any], point: Failpoint) -> int:
    """Do it in a process of its own; return the number of the signal that ended it, 0 for none."""
    child = os.fork()
    if child == 0:
        try:
            outcome(act, point)
        finally:
            os._exit(0)
    _child, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
