"""The way in: `ensure()` gives the address of a server that is up, starting it if it has to."""

from __future__ import annotations

import errno
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from config.embedded import errors, sitter
from config.embedded.archive import archive_ensure, archive_settings
from config.embedded.cluster import cluster_create, cluster_is_alive, cluster_start
from config.embedded.home import PORT, Home
from config.embedded.locks import lock_open, lock_wait, locked
from config.embedded.privileges import Account, account_for, owner_of
from config.embedded.roles import (
    APP,
    DATABASE,
    OWNER,
    SUPERUSER,
    passwords_ensure,
    passwords_read,
    roles_ensure,
)


@dataclass(frozen=True)
class Address:
    """How to reach the server, with the logins of the two roles people's code may use."""

    host: str
    port: int
    logins: dict[str, tuple[str, str]]


_addresses: dict[Path, Address] = {}
_leases: dict[Path, int] = {}
#: Who has waited for a server that stands still spares the next ones the wait for so many seconds.
_silent_until: dict[Path, float] = {}
_SILENT, _MOMENT = 2.0, 5.0
_here = threading.RLock()


def ensure(
    folder: Path, settings: dict[str, str] | None = None, os_user: str = "", archive: Path | None = None
) -> Address:
    """The address of the running server of this folder; this process holds the lease from now on.

    With ``archive`` a server that is started here keeps its write-ahead log in that folder.
    """
    with _here:
        known = _addresses.get(folder)
        if known is None:
            known = _addresses[folder] = _ensure(Home(folder), settings or {}, os_user, archive)
        return known


def forget(folder: Path) -> None:
    """Ask the server anew at the next `ensure()`: a connection failed."""
    with _here:
        _addresses.pop(folder, None)


def _ensure(home: Home, settings: dict[str, str], os_user: str, archive: Path | None) -> Address:
    try:
        account = account_for(home.folder, os_user)
        _folder_ensure(home, account)
        _lease_take(home, account)
        if time.monotonic() < _silent_until.get(home.folder, 0.0):
            raise errors.not_answering(home.folder)
        if not _is_up(home):
            if archive is not None:
                archive_ensure(archive, account)
                settings = {**settings, **archive_settings(archive)}
            with locked(home.start_lock, account):
                _start(home, account, settings)
        sitter.sitter_ensure(home, account)
        passwords = passwords_ensure(home, account)
    except PermissionError as denied:
        raise errors.not_writable(denied.filename or home.folder) from denied
    except OSError as failed:
        raise (errors.disk_full(home.folder) if failed.errno == errno.ENOSPC else failed) from failed
    logins = {"owner": (OWNER, passwords[OWNER]), "app": (APP, passwords[APP])}
    return Address(str(home.socket_folder), PORT, logins)


def _start(home: Home, account: Account, settings: dict[str, str]) -> None:
    """Under the start lock: another process may have done it all while we waited for the lock.

    One that runs cannot be started again: it is given a moment, after a crash of one of its processes it
    needs it.
    """
    deadline = time.monotonic() + _MOMENT
    while not _is_up(home):
        if not cluster_is_alive(home):
            break
        if time.monotonic() > deadline:
            _silent_until[home.folder] = time.monotonic() + _SILENT
            raise errors.not_answering(home.folder)
        time.sleep(0.1)
    else:
        return
    passwords = passwords_ensure(home, account)
    cluster_create(home, account, passwords[SUPERUSER])
    cluster_start(home, account, settings)
    roles_ensure(home, account, passwords)


def _folder_ensure(home: Home, account: Account) -> None:
    """The folder and those above it, each given to the owner of the one it is made in."""
    if home.folder.is_dir():
        return
    missing = [path for path in reversed(home.folder.parents) if not path.exists()]
    for path in missing:
        owner = owner_of(path)
        path.mkdir(exist_ok=True)
        owner.take(path)
    home.folder.mkdir(mode=0o700, exist_ok=True)
    account.take(home.folder)


def _lease_take(home: Home, account: Account) -> None:
    """Hold the lease until this process ends; forks inherit it, and the kernel frees it after them."""
    if home.folder not in _leases:
        descriptor = lock_open(home.lease, account)
        try:
            lock_wait(descriptor, shared=True)
        except BaseException:
            os.close(descriptor)
            raise
        _leases[home.folder] = descriptor


def _is_up(home: Home) -> bool:
    """Whether the application can log in. Nothing else proves it: a pid may be a zombie's."""
    if not home.ready.exists() or not home.passwords.exists():
        return False
    login = {"user": APP, "password": passwords_read(home)[APP], "dbname": DATABASE}
    try:
        psycopg.connect(host=str(home.socket_folder), port=PORT, connect_timeout=5, **login).close()
    except psycopg.OperationalError:
        return False
    return True
