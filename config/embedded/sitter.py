"""The process that waits until nobody uses the server any more, and then stops it.

It is detached, one per folder, and holds nothing but a lock. If it is killed, the next user starts another.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import time
from pathlib import Path

from config.embedded.cluster import cluster_stop
from config.embedded.home import Home
from config.embedded.locks import lock_free, lock_open, lock_try, lock_wait, locked
from config.embedded.privileges import Account, account_for

GRACE = 1.0  # seconds without a user; a chain of commands keeps one server
_started: list[subprocess.Popen[bytes]] = []  # kept: a Popen that is thrown away complains about its process
_PROJECT = Path(__file__).resolve().parents[2]


def sitter_ensure(home: Home, account: Account) -> None:
    """A sitter is running or starting afterwards."""
    descriptor = lock_open(home.sitter_lock, account)
    try:
        if not lock_try(descriptor, shared=True):
            return
        lock_free(descriptor)
    finally:
        os.close(descriptor)
    _started[:] = [process for process in _started if process.poll() is None]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "config.embedded.sitter",
            str(home.folder),
            str(account.uid),
            str(account.gid),
        ],
        cwd=_PROJECT,
        env={
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "PYTHONPATH": os.pathsep.join([str(_PROJECT), *filter(None, sys.path)]),
            "LC_ALL": "C.UTF-8",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _started.append(process)


@atexit.register
def _leave() -> None:
    """Let sitters live on: a Popen that goes with its program complains about a process that runs."""
    for process in _started:
        process.returncode = 0


def sit(home: Home, account: Account) -> None:
    """Return after the server was stopped, or at once when another sitter is there."""
    own = lock_open(home.sitter_lock, account)
    if not _own_lock_get(own):
        return
    lease = lock_open(home.lease, account)
    while True:
        lock_wait(lease)
        lock_free(lease)
        time.sleep(GRACE)
        if lock_try(lease):
            break
    with locked(home.start_lock, account):
        cluster_stop(home, account)
    # in this order: who gets the lease now must find that there is no sitter
    lock_free(own)
    lock_free(lease)


def _own_lock_get(descriptor: int) -> bool:
    """Try for a moment: who only asks whether there is a sitter holds the lock for microseconds."""
    for _attempt in range(20):
        if lock_try(descriptor):
            return True
        time.sleep(0.02)
    return False


def main() -> None:
    """Sit for the folder named on the command line."""
    folder, uid, gid = sys.argv[1:4]
    os.chdir("/")
    home = Home(Path(folder))
    account = Account(int(uid), int(gid)) if os.geteuid() == 0 else account_for(home.folder)
    sit(home, account)


if __name__ == "__main__":
    main()
