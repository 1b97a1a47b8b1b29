"""Who acts, from where, in which request and why: what every record of the block is put down to.

A request, a job and a command name themselves. Outside of them a process speaks for itself, except the one
that serves pages: a write that forgot to say who asks for it is refused there.
"""

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

#: Kinds of actors; ``database`` is named by the database itself: a login that came past the application.
USER, VISITOR, JOB, COMMAND = "user", "visitor", "job", "command"

_LONGEST = 300
_current: ContextVar["Context | None"] = ContextVar("audit_context", default=None)
_serving = False


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the actor. ``asker`` returns the user of a request when it is first needed."""

    kind: str
    name: str
    address: str = ""
    request: str = ""
    reason: str = ""
    asker: Callable[[], Any] | None = None

    def told(self) -> str:
        """Return it as the text the database keeps until the end of the transaction."""
        kind, key, name = self.kind, None, self.name
        user = self.asker() if self.asker else None
        if user is not None and user.is_authenticated:
            kind, key, name = USER, user.pk, user.get_username()
        facts = {"kind": kind, "id": key, "name": name, "address": self.address, "request": self.request}
        return json.dumps({**facts, "reason": self.reason}, ensure_ascii=False).replace("\\u0000", "")


def current() -> Context | None:
    """Return the context of the block, else the process's own; None where pages are served."""
    found = _current.get()
    if found is not None:
        return found
    return None if _serving else _process()


def serve() -> None:
    """Say that this process serves pages: outside of a request it writes nothing."""
    global _serving  # noqa: PLW0603 -- a fact about the process
    _serving = True


@contextmanager
def acting(context: Context) -> Iterator[Context]:
    """Put what is written in the block down to ``context``."""
    before = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(before)


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Give what is written in the block a reason; without anybody acting there is nothing to add to."""
    context = current()
    if context is None or not reason.strip():
        yield
        return
    with acting(replace(context, reason=reason.strip()[:_LONGEST])):
        yield


def command(name: str) -> Context:
    """Return the context of a command, with the user of the operating system who started it."""
    return Context(COMMAND, f"{name} ({_os_user()})")


def job(name: str) -> Context:
    """Return the context of a job that runs without a person."""
    return Context(JOB, name)


def _process() -> Context:
    words = [Path(sys.argv[0]).name or "python", *sys.argv[1:2]]
    return command(" ".join(words)[:100])


def _os_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "?"
