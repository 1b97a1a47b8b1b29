"""Which backups there are, and which of them are kept: each of the last days, then one for each week."""

import re
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from config.backup import manifest

PREFIX = "liangzhu-"
_NAME = re.compile(r"^liangzhu-(\d{8}-\d{6})$")
_STAMP = "%Y%m%d-%H%M%S"


def name_for(moment: datetime) -> str:
    """Return how a backup of the moment is called: by the clock on the wall, so that people find it."""
    return PREFIX + timezone.localtime(moment).strftime(_STAMP)


def moment_of(name: str) -> datetime | None:
    """Return when a backup of the name was made, None if it is none of ours."""
    found = _NAME.match(name)
    if found is None:
        return None
    try:
        return timezone.make_aware(datetime.strptime(found[1], _STAMP))  # noqa: DTZ007 -- made aware here
    except ValueError:
        return None


def backups_in(folder: Path) -> list[Path]:
    """Return the complete backups of the folder, the newest first."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if moment_of(path.name) and (path / manifest.NAME).is_file()]
    return sorted(found, key=lambda path: path.name, reverse=True)


def kept(names: Iterable[str], days: int, weeks: int) -> set[str]:
    """Return the names that stay: the newest of each of the last ``days`` days and ``weeks`` weeks.

    Days and weeks without a backup do not count, and the newest stays whatever the numbers are: a PC that was
    off for a month keeps what it has.
    """
    newest_first = sorted((name for name in names if moment_of(name)), reverse=True)
    stay = set(newest_first[:1])
    for limit, period in ((days, _day), (weeks, _week)):
        firsts: dict[str, str] = {}
        for name in newest_first:
            firsts.setdefault(period(name), name)
        stay |= set(list(firsts.values())[:limit])
    return stay


def old_ones_remove(folder: Path, days: int, weeks: int) -> list[str]:
    """Remove the complete backups of the folder that are not kept; return their names."""
    there = {path.name: path for path in backups_in(folder)}
    gone = sorted(there.keys() - kept(there, days, weeks))
    for name in gone:
        # without its manifest it is no backup any more, should this stop half way
        (there[name] / manifest.NAME).unlink()
        shutil.rmtree(there[name])
    return gone


def _day(name: str) -> str:
    return name[: len(PREFIX) + 8]


def _week(name: str) -> str:
    moment = moment_of(name)
    assert moment is not None  # noqa: S101 -- looked at before
    year, week, _weekday = timezone.localtime(moment).isocalendar()
    return f"{year}-{week}"
