"""A PostgreSQL of our own with the settings of an installation, to be killed, stopped and started."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import psycopg

from config.embedded import roles, server
from config.embedded.home import PORT, Home


class Cluster:
    """The embedded server of a folder, as an installation has it: what is acknowledged is on the disk."""

    def __init__(self, folder: Path):
        self.folder, self.home = folder, Home(folder)
        self.start()

    def start(self) -> None:
        """Have it up, after whatever happened to it."""
        server.forget(self.folder)
        server._silent_until.clear()
        server.ensure(self.folder)

    def connect(self, name: str = roles.DATABASE, role: str = roles.OWNER, **how: Any) -> psycopg.Connection:
        """Return a connection of the role."""
        password = roles.passwords_read(self.home)[role]
        place = {"host": str(self.home.socket_folder), "port": PORT, "dbname": name}
        return psycopg.connect(user=role, password=password, autocommit=True, **place, **how)

    def processes(self) -> list[int]:
        """Return the number of the first process, and of all it has started."""
        first = int((self.home.data / "postmaster.pid").read_text().split("\n", 1)[0])
        return [first, *_children(first)]

    def signal(self, number: int) -> None:
        """Send the signal to all of them; one that is gone already has it."""
        for pid in self.processes():
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue

    def kill(self) -> None:
        """Kill all of them, and wait until they are dead."""
        pids = self.processes()
        self.signal(signal.SIGKILL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and any(_is_running(pid) for pid in pids):
            time.sleep(0.02)


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(path.parent.name))
    return found


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
