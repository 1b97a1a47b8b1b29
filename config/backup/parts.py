"""The files of a backup: written once, through to the disk, with what tells if they are the same still."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from config.backup.encryption import Closing, Opening
from config.backup.errors import BackupError

DATABASE, FILES, SEALS, KEYS = "database.dump", "files.tar", "seals.jsonl", "keys.json"


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a backup: its size in bytes and the SHA-256 of what lies on the disk."""

    size: int
    sha256: str


class _Counted:
    """A file to write to that is summed up on the way."""

    def __init__(self, out: IO[bytes]):
        self._out, self._digest, self._size = out, hashlib.sha256(), 0

    def write(self, content: bytes) -> int:
        self._digest.update(content)
        self._size += len(content)
        return self._out.write(content)

    def part(self) -> Part:
        return Part(self._size, self._digest.hexdigest())


@contextmanager
def written(folder: Path, name: str, key: bytes | None, parts: dict[str, Part]) -> Iterator[Any]:
    """Give a file to write the part to; in the end it is on the disk and noted in ``parts``."""
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        counted = _Counted(out)
        closing = Closing(counted, key, name) if key else None
        yield closing or counted
        if closing:
            closing.finish()
        out.flush()
        os.fsync(out.fileno())
    parts[name] = counted.part()


@contextmanager
def read(folder: Path, name: str, key: bytes | None) -> Iterator[Any]:
    """Give a file to read the part from."""
    with (folder / name).open("rb") as source:
        yield Opening(source, key, name) if key else source


def require_whole(folder: Path, parts: dict[str, Part]) -> None:
    """Refuse a backup that is not what was written.

    Raises:
        BackupError: naming the first part that is missing or altered.

    """
    for name, part in parts.items():
        path = folder / name
        if not path.is_file():
            raise BackupError(_("备份 {folder} 缺少 {name}。").format(folder=folder, name=name))
        with path.open("rb") as source:
            found = Part(path.stat().st_size, hashlib.file_digest(source, "sha256").hexdigest())
        if found != part:
            raise BackupError(
                _("备份 {folder} 中的 {name} 已损坏或者被改动。请改用另一份备份。").format(
                    folder=folder, name=name
                )
            )


def folder_sync(folder: Path) -> None:
    """Have the names in a folder reach the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
