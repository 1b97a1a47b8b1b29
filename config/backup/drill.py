"""Restore a backup beside the real database and try out whether it is good for anything."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext as _

from config.backup import comparing, databases, trials
from config.backup.elsewhere import database_named
from config.backup.errors import BackupError
from config.backup.making import Source, backup_make
from config.backup.restoring import database_restore, opened

#: Name of the copy, after that of the database it is a copy of.
SUFFIX = "_drill"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the drill: what was tried, what came out, how many seconds it took."""

    name: str
    is_good: bool
    seconds: float
    said: str


class Drill:
    """Goes through the steps; the copy is gone afterwards, however it ends."""

    def __init__(self, source: Source, folder: Path, passphrase: str = "", backup: Path | None = None):
        """Drill with a backup that is there, or with one made now and kept in ``folder``."""
        self.source, self.folder, self.passphrase, self.backup = source, folder, passphrase, backup
        self.copy = f"{source.database}{SUFFIX}"

    def run(self, now: datetime) -> Iterator[Step]:
        """Yield each step when it is done; after one without which the rest means nothing it ends."""
        try:
            for name, act in self._needed(now):
                step = _tried(name, act)
                yield step
                if not step.is_good:
                    return
            yield _tried(_("行数和内容"), self._compare)
            yield _tried(_("保护措施"), self._guards)
            with database_named(self.copy):
                for name, act in trials.TRIALS.items():
                    yield _tried(str(name), lambda act=act: act(self.backup, self._key))
        finally:
            databases.drop(self.source.place, self.copy)

    def _needed(self, now: datetime) -> Iterator[tuple[str, Callable[[], str]]]:
        if self.backup is None:
            yield _("备份"), lambda: self._make(now)
        yield _("核对备份文件"), self._open
        yield _("恢复到新数据库"), self._restore

    def _make(self, now: datetime) -> str:
        self.backup = backup_make(self.source, self.folder, now, self.passphrase)
        return str(self.backup)

    def _open(self) -> str:
        self.kept, self._key = opened(self._folder(), self.passphrase)
        return _("{n} 个文件，{size:.1f} MB").format(n=len(self.kept.parts), size=self.kept.size / 1e6)

    def _restore(self) -> str:
        database_restore(self._folder(), self.kept, self._key, self.source.place, self.copy)
        return self.copy

    def _compare(self) -> str:
        found = comparing.content_in(self.source.place, self.copy)
        if wrong := comparing.differences(self.kept.content, found):
            raise BackupError(_("{n} 处不同").format(n=len(wrong)), "\n".join(wrong[:50]))
        return _("{tables} 张表、{rows} 行，0 处不同").format(tables=len(found.tables), rows=found.rows)

    def _guards(self) -> str:
        if not comparing.is_of_this_version(self.kept):
            raise BackupError(_("备份来自另一个版本，保护措施无法核对"))
        if wrong := comparing.guards_wrong(self.source.place, self.copy):
            raise BackupError(_("{n} 项缺失").format(n=len(wrong)), "\n".join(wrong[:50]))
        return _("齐全")

    def _folder(self) -> Path:
        if self.backup is None:
            raise BackupError(_("没有备份"))
        return self.backup


def _tried(name: str, act: Callable[[], Any]) -> Step:
    """Do it and take the time; what goes wrong is the result, not the end."""
    begun = time.monotonic()
    try:
        is_good, said = True, str(act())
    except (BackupError, DatabaseError, OSError) as problem:
        is_good, said = False, str(problem)
    return Step(name, is_good, time.monotonic() - begun, said)
