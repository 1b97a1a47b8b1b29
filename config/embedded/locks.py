"""Locks the kernel frees when a process dies, whatever killed it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded.privileges import Account


def lock_open(path: Path, account: Account) -> int:
    """A descriptor on the lock file, which is made, and given to the account, when it does not exist."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    account.take_descriptor(descriptor)
    return descriptor


def lock_try(descriptor: int, *, shared: bool = False) -> bool:
    """Whether the lock could be had at once."""
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def lock_wait(descriptor: int, *, shared: bool = False) -> None:
    """Return with the lock held, however long that takes."""
    fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)


def lock_free(descriptor: int) -> None:
    """Give the lock back and keep the descriptor."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path, account: Account) -> Iterator[None]:
    """Alone in the block among all processes that name this file."""
    descriptor = lock_open(path, account)
    try:
        lock_wait(descriptor)
        yield
    finally:
        os.close(descriptor)
