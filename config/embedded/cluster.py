"""Making, starting and stopping the cluster. Callers hold the start lock."""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
import time
from pathlib import Path

from config.embedded import errors
from config.embedded.home import Home
from config.embedded.privileges import Account
from config.embedded.programs import failure, program_run
from config.embedded.roles import SUPERUSER

_ROOM_NEEDED = 200 * 1024 * 1024
_LOG_LIMIT = 5 * 1024 * 1024
_START_PATIENCE = 10.0


def cluster_create(home: Home, account: Account, password: str) -> None:
    """A complete cluster in `data`, or nothing: it is made elsewhere and renamed."""
    if home.data.exists():
        return
    if shutil.disk_usage(home.folder).free < _ROOM_NEEDED:
        raise errors.disk_full(home.folder)
    shutil.rmtree(home.unfinished_data, ignore_errors=True)
    with tempfile.NamedTemporaryFile("w", dir=home.folder, prefix="pw-") as file:
        file.write(password)
        file.flush()
        account.take(Path(file.name))
        code, output = program_run(
            "initdb",
            f"--pgdata={home.unfinished_data}",
            f"--username={SUPERUSER}",
            f"--pwfile={file.name}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-sync",  # the rename is followed by a start, whose first checkpoint writes everything down
            home=home,
            account=account,
        )
    if code:
        shutil.rmtree(home.unfinished_data, ignore_errors=True)
        raise failure("initdb", output, home)
    os.sync()
    home.unfinished_data.rename(home.data)


def cluster_start(home: Home, account: Account, settings: dict[str, str]) -> None:
    """The server accepts connections afterwards; one killed a moment ago may first have to be buried."""
    if home.log.exists() and home.log.stat().st_size > _LOG_LIMIT:
        home.log.replace(home.log.with_suffix(".log.1"))
    socket_folder_ensure(home, account)
    options = [f"-k {shlex.quote(str(home.socket_folder))}", "-c listen_addresses="]
    options += [f"-c {name}={shlex.quote(value)}" for name, value in sorted(settings.items())]
    command = ["start", f"--pgdata={home.data}", f"--log={home.log}", "--wait", "--timeout=60"]
    deadline = time.monotonic() + _START_PATIENCE
    while True:
        stale_pid_remove(home)
        code, output = program_run("pg_ctl", *command, "-o", " ".join(options), home=home, account=account)
        if code == 0:
            return
        if time.monotonic() > deadline:
            raise failure("pg_ctl start", output, home)
        time.sleep(0.3)


def cluster_stop(home: Home, account: Account) -> None:
    """The server is down afterwards, with its data written; nothing happens if it was down."""
    if (home.data / "postmaster.pid").exists():
        command = ["stop", f"--pgdata={home.data}", "--mode=fast", "--wait", "--timeout=60"]
        program_run("pg_ctl", *command, home=home, account=account)


def socket_folder_ensure(home: Home, account: Account) -> None:
    """A folder of the account's own with mode 0700; a stranger's folder of that name is refused."""
    folder = home.socket_folder
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {account.uid, os.geteuid()}:
        raise errors.not_writable(folder)
    account.take(folder)
    folder.chmod(0o700)


def cluster_is_alive(home: Home) -> bool:
    """Whether the server's first process is there, answering or not; where nobody can tell it is not."""
    try:
        number = int((home.data / "postmaster.pid").read_text().split("\n", 1)[0])
        return os.fsencode(home.data) in Path(f"/proc/{number}/cmdline").read_bytes()
    except (OSError, ValueError):
        return False


def stale_pid_remove(home: Home) -> None:
    """Remove a pid file whose number now belongs to a process that is not this cluster's.

    PostgreSQL itself copes with a dead number; with a living stranger, or with a zombie, it refuses to start.
    """
    path = home.data / "postmaster.pid"
    try:
        number = int(path.read_text().split("\n", 1)[0])
        command = Path(f"/proc/{number}/cmdline").read_bytes()
    except (OSError, ValueError):
        return
    if os.fsencode(home.data) not in command and Path("/proc/self").exists():
        path.unlink(missing_ok=True)
