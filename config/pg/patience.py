"""How long a connection may take, wait and idle: short where a person waits, longer for jobs and commands."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from schools.row_security.scope import serve_visitors

#: Seconds beyond the server's own limit: it is to say no first, where it can.
_GRACE = 2.0


@dataclass(frozen=True)
class Patience:
    """Milliseconds for one statement, for a lock, and between statements of a transaction; 0 has no end."""

    statement: int
    lock: int
    idle: int

    @property
    def options(self) -> str:
        """The session settings, as the server takes them when a connection begins."""
        return (
            f"-c statement_timeout={self.statement} -c lock_timeout={self.lock}"
            f" -c idle_in_transaction_session_timeout={self.idle}"
        )


WEB = Patience(statement=5_000, lock=3_000, idle=30_000)
#: Jobs, reports and commands: a whole province is one statement to some of them.
WORK = Patience(statement=15 * 60_000, lock=5 * 60_000, idle=15 * 60_000)
#: Migrations build indexes and ask people questions; what they must not do is make everybody wait in line.
OWNER = Patience(statement=0, lock=60_000, idle=0)


class Process:
    """What this process is there for: ``web`` is set by the entries of web servers and by nobody else."""

    web = False
    _hurried: ContextVar[float | None] = ContextVar("hurried", default=None)

    @classmethod
    def longest_answer(cls) -> float | None:
        """Return the seconds after which an answer is not waited for any more; None has no end."""
        hurried = cls._hurried.get()
        if hurried is not None:
            return hurried
        return WEB.statement / 1000 + _GRACE if cls.web else None

    @classmethod
    @contextmanager
    def hurry(cls, seconds: float) -> Iterator[None]:
        """Wait at most so long for each answer in the block."""
        before = cls._hurried.set(seconds)
        try:
            yield
        finally:
            cls._hurried.reset(before)

    @classmethod
    def patience(cls, login: str) -> Patience:
        """Return what connections of this process with this login get."""
        if login == "owner":
            return OWNER
        return WEB if cls.web else WORK


def serve_the_web() -> None:
    """Say that people wait for the answers of this process; before its first connection."""
    Process.web = True
    serve_visitors()
