"""Where the embedded server keeps its things."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

PORT = 5432
_SOCKET_NAME = f".s.PGSQL.{PORT}.lock"
_LONGEST_SOCKET = 107  # bytes; sun_path of Linux is 108 with its end


@dataclass(frozen=True)
class Home:
    """The paths below one folder; building it touches nothing."""

    folder: Path

    @property
    def data(self) -> Path:
        """The cluster."""
        return self.folder / "data"

    @property
    def unfinished_data(self) -> Path:
        """A cluster being made; renamed to `data` when complete, removed when found."""
        return self.folder / "data.new"

    @property
    def ready(self) -> Path:
        """Exists once the roles and the database do; inside the cluster, so that both vanish together."""
        return self.data / "liangzhu.ready"

    @property
    def passwords(self) -> Path:
        """JSON, readable by the owner only."""
        return self.folder / "passwords.json"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "server.log"

    @property
    def start_lock(self) -> Path:
        """Held while a process makes, starts or stops the server."""
        return self.folder / "start.lock"

    @property
    def lease(self) -> Path:
        """Held, shared, by every process that uses the server."""
        return self.folder / "lease"

    @property
    def sitter_lock(self) -> Path:
        """Held by the one process that waits for the last user to go."""
        return self.folder / "sitter.lock"

    @property
    def socket_folder(self) -> Path:
        """Inside the folder, or in a private one elsewhere when the path is too long for a socket."""
        own = self.folder / "socket"
        if len(os.fsencode(own / _SOCKET_NAME)) <= _LONGEST_SOCKET:
            return own
        name = "lz-" + sha256(os.fsencode(self.folder)).hexdigest()[:16]
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        base = (
            Path(runtime)
            if runtime and os.geteuid() and Path(runtime).is_dir()
            else Path(tempfile.gettempdir())
        )
        return base / name
