"""Make a backup: everything of one moment, in a folder that appears when it is complete."""

import fcntl
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from config.backup import facts, programs
from config.backup.encryption import key_of, new_salt
from config.backup.errors import BackupError, is_full, no_room
from config.backup.keeping import name_for
from config.backup.manifest import Manifest
from config.backup.parts import DATABASE, FILES, KEYS, SEALS, Part, folder_sync, written
from config.backup.place import Place
from config.backup.prints import content_of
from config.embedded.privileges import owner_of

#: Bytes that stay free beside what the backup may take.
ROOM_LEFT = 100 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """What is kept: a database of a server, and what lies beside it. Without ``files`` nothing does."""

    place: Place
    database: str
    files: Path | None = None


def backup_make(source: Source, folder: Path, now: datetime, passphrase: str = "") -> Path:
    """Make a backup in the folder and return where it is.

    Raises:
        BackupError: if there is no room, another one is being made, or a program failed; nothing is left.

    """
    try:
        _folder_ensure(folder)
        with _alone(folder):
            _require_room(source, folder)
            unfinished = folder / f".{name_for(now)}.part"
            return _made(source, unfinished, folder / name_for(now), now, passphrase)
    except OSError as problem:
        if is_full(problem):
            raise no_room(folder) from problem
        raise BackupError(
            _("无法写入备份文件夹 {folder}：{why}").format(folder=folder, why=problem.strerror or problem)
        ) from problem


def _made(source: Source, unfinished: Path, final: Path, now: datetime, passphrase: str) -> Path:
    if final.exists():
        raise BackupError(_("备份 {folder} 已经存在。").format(folder=final))
    try:
        unfinished.mkdir(mode=0o700)
        _fill(source, unfinished, now, passphrase)
        folder_sync(unfinished)
        for path in (unfinished, *unfinished.iterdir()):
            owner_of(final.parent).take(path)
        unfinished.rename(final)
        folder_sync(final.parent)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return final


def _fill(source: Source, folder: Path, now: datetime, passphrase: str) -> None:
    salt = new_salt() if passphrase else b""
    key = key_of(passphrase, salt) if passphrase else None
    parts: dict[str, Part] = {}
    with source.place.connect(source.database) as there, there.transaction():
        there.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        snapshot = there.execute("SELECT pg_export_snapshot()").fetchone()[0]  # type: ignore[index]
        content = content_of(there)
        told = facts.told_by(there)
        address = source.place.address(source.database)
        options = ("--format=custom", "--compress=6", f"--snapshot={snapshot}", f"--dbname={address}")
        dumping = programs.reading("pg_dump", source.place, *options)
        with written(folder, DATABASE, key, parts) as out, dumping as dump:
            shutil.copyfileobj(dump, out, 1 << 20)
    uploads = _beside(source, folder, key, parts, told.seal) if source.files else 0
    Manifest(
        made_at=now.isoformat(),
        database=source.database,
        versions=told.versions,
        migrations=told.migrations,
        content=content,
        parts=parts,
        uploads=uploads,
        seal=told.seal,
        salt=salt.hex(),
    ).write(folder)


def _beside(
    source: Source, folder: Path, key: bytes | None, parts: dict[str, Part], seal: dict[str, Any] | None
) -> int:
    """Keep uploads, copies of seals and keys; return how many uploads there were."""
    assert source.files is not None  # noqa: S101 -- asked before
    with written(folder, FILES, key, parts) as out, tarfile.open(fileobj=out, mode="w|") as archive:
        uploads = _archive(archive, source.files)
    with written(folder, SEALS, key, parts) as out:
        out.write(_seals_until(seal["batch"] if seal else 0))
    with written(folder, KEYS, key, parts) as out:
        out.write(json.dumps(facts.own_keys()).encode())
    return uploads


def _archive(archive: tarfile.TarFile, files: Path) -> int:
    """Put the files into the archive; one that is removed meanwhile is left out, as if it had been before."""
    number = 0
    for path in sorted(files.rglob("*")) if files.is_dir() else ():
        if not path.is_file() or path.is_symlink():
            continue
        try:
            archive.add(path, arcname=path.relative_to(files).as_posix(), recursive=False)
        except FileNotFoundError:
            continue
        number += 1
    return number


def _seals_until(batch: int) -> bytes:
    """Return the copies of the seals the dump knows: newer ones would look like records that were lost."""
    path = Path(settings.AUDIT_SEALS)
    lines = path.read_text().splitlines() if path.exists() else []
    known = [line for line in lines if facts.batch_of(line) <= batch]
    return "".join(f"{line}\n" for line in known).encode()


def _folder_ensure(folder: Path) -> None:
    if not folder.is_dir():
        owner = owner_of(folder)
        folder.mkdir(parents=True, mode=0o700)
        owner.take(folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other process make a backup there; what a killed one left unfinished is removed first."""
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(_("另一个备份正在进行，请稍后再试。")) from None
        for left in folder.glob(".*.part"):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        os.close(descriptor)


def _require_room(source: Source, folder: Path) -> None:
    with source.place.connect(source.database) as there:
        needed = there.execute("SELECT pg_database_size(current_database())").fetchone()[0]  # type: ignore[index]
    if source.files and source.files.is_dir():
        needed += sum(path.stat().st_size for path in source.files.rglob("*") if path.is_file())
    if shutil.disk_usage(folder).free < needed + ROOM_LEFT:
        raise no_room(folder)
