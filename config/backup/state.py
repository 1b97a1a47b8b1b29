"""How old the newest backup is, and what the last drill said: for the page of the system administrators."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from config.backup.drill import Step
from config.backup.errors import BackupError
from config.backup.keeping import backups_in
from config.backup.manifest import Manifest, load

#: A night may be missed because the PC was off; not the next one too.
TOO_OLD = timedelta(hours=36)
_DRILL = "last-drill.json"


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest backup: where it is and what it says of itself."""

    path: Path
    kept: Manifest


def folder() -> Path:
    """Return where backups are kept."""
    return Path(settings.BACKUPS)


def newest(where: Path) -> Newest | None:
    """Return the newest backup of the folder that can be read."""
    for path in backups_in(where):
        try:
            return Newest(path, load(path))
        except BackupError:
            continue
    return None


def is_too_old(found: Newest | None, now: datetime) -> bool:
    """Tell whether somebody has to see to it that there is a backup."""
    return found is None or now - found.kept.moment > TOO_OLD


def drill_write(where: Path, steps: list[Step], now: datetime) -> None:
    """Keep what a drill said, for the page."""
    told = {"at": now.isoformat(), "steps": [asdict(step) for step in steps]}
    unfinished = where / f"{_DRILL}.{os.getpid()}"
    unfinished.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    unfinished.replace(where / _DRILL)


def drill_last(where: Path) -> dict[str, Any] | None:
    """Return when the last drill was and its steps, None if there was none."""
    try:
        told = json.loads((where / _DRILL).read_text(encoding="utf-8"))
        steps = [Step(**step) for step in told["steps"]]
        at = timezone.localtime(datetime.fromisoformat(told["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return {"at": at, "steps": steps, "is_good": all(step.is_good for step in steps)}
