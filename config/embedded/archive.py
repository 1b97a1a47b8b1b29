"""Keep the write-ahead log: with a base backup, it leads to every moment since."""

from __future__ import annotations

import shlex
from pathlib import Path

from config.embedded.privileges import Account, owner_of

#: Seconds after which what was written is kept even if the server has little to do: what a crash may cost.
LONGEST_WAIT = 60


def archive_settings(folder: Path) -> dict[str, str]:
    """The server's settings that keep its log in the folder; a file is there whole or not at all."""
    place = shlex.quote(str(folder)).replace("%", "%%")
    file, part = f"{place}/%f", f"{place}/%f.part"
    command = f"test ! -e {file} && cp %p {part} && sync {part} && mv {part} {file}"
    return {
        "archive_mode": "on",
        "archive_command": command,
        "archive_timeout": str(LONGEST_WAIT),
        "wal_level": "replica",
    }


def fetch_command(folder: Path) -> str:
    """What a server that recovers calls to get a file of the log back."""
    place = shlex.quote(str(folder)).replace("%", "%%")
    return f"cp {place}/%f %p"


def archive_ensure(folder: Path, account: Account) -> None:
    """The folder exists and the server may write to it."""
    if not folder.is_dir():
        owner = owner_of(folder)
        folder.mkdir(parents=True, mode=0o700)
        owner.take(folder.parent)
    account.take(folder)
