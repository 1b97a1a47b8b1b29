"""What a backup says of itself: `manifest.json`, written last."""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from config.backup.errors import BackupError
from config.backup.parts import Part
from config.backup.prints import Content

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was kept, when, of which version; ``seal`` is the last one of the audit, ``salt`` of the key."""

    made_at: str
    database: str
    versions: dict[str, str]
    migrations: list[str]
    content: Content
    parts: dict[str, Part]
    uploads: int
    seal: dict[str, Any] | None = None
    salt: str = ""
    format: int = field(default=FORMAT)

    @property
    def moment(self) -> datetime:
        """Return when it was made."""
        return datetime.fromisoformat(self.made_at)

    @property
    def size(self) -> int:
        """Return the bytes of all parts."""
        return sum(part.size for part in self.parts.values())

    def write(self, folder: Path) -> None:
        """Write it through to the disk."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        descriptor = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())


def load(folder: Path) -> Manifest:
    """Return what the backup in the folder says of itself.

    Raises:
        BackupError: if it is none, or one of a newer version.

    """
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if told["format"] > FORMAT:
            raise BackupError(_("备份 {folder} 由更新的版本制作，请先升级系统。").format(folder=folder))
        tables = {name: (rows, print_) for name, (rows, print_) in told["content"]["tables"].items()}
        told["content"] = Content(tables, told["content"]["sequences"])
        told["parts"] = {name: Part(**part) for name, part in told["parts"].items()}
        return Manifest(**told)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise BackupError(_("{folder} 不是一份完整的备份。").format(folder=folder)) from problem
