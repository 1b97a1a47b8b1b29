"""Whose rows the database hands out: what every transaction is told before its first statement.

A request has the scope of its user, a command and a job that of the whole register, because their door says
so. Who came through no door gets no row. Code that rightly reads past the schools of the user says it, with
the reason: ``with across_schools(READS_ABOVE):``.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

T = TypeVar("T")

#: All rows, or those of the keys, with what is public; otherwise none.
ALL, SOME = "all", "some"
#: What is told: what may be read and written, and the keys of the schools and of the jurisdictions, as
#: multiranges, that count where it is not all.
Told = tuple[str, str, str, str]
SETTINGS = ("lz.reads", "lz.writes", "lz.schools", "lz.places")
Keys = tuple[str, str]
NO_KEYS: Keys = ("{}", "{}")


class Places(Protocol):
    """The schools and jurisdictions of one user, looked up when they are first needed."""

    def found(self) -> tuple[str, str, Keys]:
        """Return what may be read, what written, each all, some or nothing, and the keys for some."""

    def forget(self) -> None:
        """Have them looked up again: a school was added, or a grant."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is handed out and taken."""

    reads_all: bool = False
    writes_all: bool = False
    places: Places | None = None

    def told(self) -> Told:
        """Return the values of ``SETTINGS``."""
        reads, writes, keys = self.places.found() if self.places is not None else ("", "", NO_KEYS)
        return (ALL if self.reads_all else reads, ALL if self.writes_all else writes, *keys)


NOBODY = Scope()
EVERYBODY = Scope(reads_all=True, writes_all=True)

_current: ContextVar[Scope | None] = ContextVar("row_scope", default=None)
_of_the_process = NOBODY


def current() -> Scope:
    """Return the scope of the block, else that of the process."""
    return _current.get() or _of_the_process


def of_the_process() -> Scope:
    """Return the scope of whatever is in no block."""
    return _of_the_process


def work_for_everybody() -> None:
    """Say at the door of a command or a worker that this process acts for the whole register."""
    global _of_the_process  # noqa: PLW0603 -- a fact about the process
    _of_the_process = EVERYBODY


def serve_visitors() -> None:
    """Say at the door of a web server that outside of a request nobody asks."""
    global _of_the_process  # noqa: PLW0603 -- a fact about the process
    _of_the_process = NOBODY


@contextmanager
def within(scope: Scope) -> Iterator[Scope]:
    """Hand out in the block what the scope allows."""
    before = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(before)


@contextmanager
def across_schools(reason: str, *, writing: bool = False) -> Iterator[None]:
    """Read past the schools of the user in the block; with ``writing`` write there as well.

    Args:
        reason: one of ``schools.row_security.reasons``; nobody else may be without one.
        writing: what is written there is no longer held to the user's schools.

    """
    with within(wider(reason, writing=writing)):
        yield


def wider(reason: str, *, writing: bool = False) -> Scope:
    """Return the current scope made wide; for parts that are made later, see ``each_within``."""
    if not reason.strip():
        raise ValueError("reading across schools needs a reason")
    scope = current()
    return replace(scope, reads_all=True, writes_all=scope.writes_all or writing)


def look_again() -> None:
    """Have the places of the current scope looked up again, after a school or a grant was added."""
    places = current().places
    if places is not None:
        places.forget()


def each_within(scope: Scope, parts: Iterable[T]) -> Iterator[T]:
    """Yield the parts, each made under the scope, whatever holds where they are asked for."""
    rest = iter(parts)
    while True:
        with within(scope):
            try:
                part = next(rest)
            except StopIteration:
                return
        yield part
