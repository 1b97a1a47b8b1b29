"""The base of a recovery to a moment: a copy of the whole cluster, which the log is replayed onto."""

import hashlib
import json
import re
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from config.backup import parts, programs
from config.backup.errors import BackupError, is_full, no_room
from config.backup.making import ROOM_LEFT
from config.backup.place import place_of_settings
from config.embedded.home import Home

#: So many bases are kept, with the log since the oldest of them.
KEPT = 2
PREFIX, _STAMP = "base-", "%Y%m%d-%H%M%S"
_NAME = re.compile(r"^base-\d{8}-\d{6}$")
DATA, PASSWORDS = "data", "passwords.json"


def require_archive() -> Path:
    """Return where the log is kept.

    Raises:
        BackupError: if it is not kept, or the server is somebody else's, who has his own ways.

    """
    if not connection.embedded:
        raise BackupError(_("恢复到某一时刻由数据库服务器自己的归档负责，见 docs/operations.md。"))
    if settings.WAL_ARCHIVE is None:
        raise BackupError(_("没有归档日志，不能恢复到某一时刻。请设置 LZ_WAL_ARCHIVE 后重新启动系统。"))
    return Path(settings.WAL_ARCHIVE)


def base_make(folder: Path, now: datetime) -> Path:
    """Copy the cluster while it runs, verify the copy, and return where it is.

    Raises:
        BackupError: if the log is not kept, there is no room, or a program failed; nothing is left.

    """
    require_archive()
    final = folder / f"{PREFIX}{timezone.localtime(now).strftime(_STAMP)}"
    unfinished = folder / f".{final.name}.part"
    try:
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        unfinished.mkdir(mode=0o700)
        _copy(unfinished)
        parts.folder_sync(unfinished)
        unfinished.rename(final)
        parts.folder_sync(folder)
    except BaseException as problem:
        shutil.rmtree(unfinished, ignore_errors=True)
        if isinstance(problem, OSError) and is_full(problem):
            raise no_room(folder) from problem
        raise
    return final


def old_ones_remove(folder: Path) -> None:
    """Remove all but the newest bases, and the log nobody can start from any more."""
    found = sorted(path for path in folder.glob(f"{PREFIX}*") if _NAME.match(path.name))
    for path in found[:-KEPT]:
        shutil.rmtree(path)
    label = (found[-KEPT:][0] / DATA / "backup_label").read_text()
    first = re.search(r"START WAL LOCATION: \S+ \(file (\w+)\)", label)
    if first:
        programs.run("pg_archivecleanup", place_of_settings(), str(require_archive()), first[1])


def base_for(folder: Path, moment: datetime) -> Path:
    """Return the newest base that was complete before the moment: the folder itself, or one in it.

    Raises:
        BackupError: if there is none.

    """
    stamp = timezone.localtime(moment).strftime(_STAMP)
    candidates = [folder] if _NAME.match(folder.name) else sorted(folder.glob(f"{PREFIX}*"), reverse=True)
    for path in candidates:
        if _NAME.match(path.name) and path.name.removeprefix(PREFIX) < stamp:
            return path
    raise BackupError(_("{folder} 中没有这一时刻之前的基础备份。").format(folder=folder))


def require_whole(data: Path) -> None:
    """Compare every file with the manifest pg_basebackup wrote.

    The embedded distribution's pg_verifybackup does not run; this asks what it would ask first.

    Raises:
        BackupError: naming the first file that is missing or altered.

    """
    told = json.loads((data / "backup_manifest").read_text())
    for file in told["Files"]:
        path = data / file["Path"]
        if not path.is_file() or path.stat().st_size != file["Size"] or _sha256(path) != file["Checksum"]:
            raise BackupError(
                _("基础备份 {folder} 中的 {name} 已损坏。").format(folder=data, name=file["Path"])
            )


def _sha256(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _copy(unfinished: Path) -> None:
    home, place = Home(Path(connection.embedded["folder"])), place_of_settings()
    with place.connect() as there:
        row = there.execute("SELECT sum(pg_database_size(oid)) FROM pg_database").fetchone()
    if shutil.disk_usage(unfinished).free < int(row[0]) + ROOM_LEFT:  # type: ignore[index]
        raise no_room(unfinished.parent)
    data = unfinished / DATA
    options = ("--wal-method=stream", "--checkpoint=fast", "--manifest-checksums=SHA256")
    programs.run("pg_basebackup", place, f"--dbname={place.address('')}", f"--pgdata={data}", *options)
    require_whole(data)
    shutil.copyfile(home.passwords, unfinished / PASSWORDS)
    (unfinished / PASSWORDS).chmod(0o600)
