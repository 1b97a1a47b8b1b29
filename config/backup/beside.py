"""Restore what lies beside the database: uploads, copies of seals, keys. What was there is put aside."""

import json
import os
import shutil
import tarfile
from pathlib import Path

from django.conf import settings

from config.backup import parts
from config.backup.facts import OWN_KEYS
from config.embedded.privileges import owner_of


def uploads_restore(folder: Path, key: bytes | None, target: Path, stamp: str) -> Path | None:
    """Put the uploads into ``target``; return where what was there has gone, None if there was nothing."""
    fresh = target.with_name(f"{target.name}.restoring")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True, mode=0o700)
    try:
        with (
            parts.read(folder, parts.FILES, key) as source,
            tarfile.open(fileobj=source, mode="r|") as archive,
        ):
            archive.extractall(fresh, filter="data")
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    _give(fresh, owner_of(target.parent))
    aside = _put_aside(target, stamp)
    fresh.rename(target)
    return aside


def seals_restore(folder: Path, key: bytes | None, stamp: str) -> Path | None:
    """Put back the copies of the seals the restored database knows; return where newer ones have gone."""
    with parts.read(folder, parts.SEALS, key) as source:
        text = source.read()
    path = Path(settings.AUDIT_SEALS)
    if path.exists() and path.read_bytes() == text:
        return None
    aside = _put_aside(path, stamp)
    _write(path, text)
    return aside


def keys_restore(folder: Path, key: bytes | None, stamp: str) -> list[str]:
    """Put back the keys that were made where the backup was; return the names of those that differed.

    They count for processes that start afterwards.
    """
    with parts.read(folder, parts.KEYS, key) as source:
        kept = json.loads(source.read())
    changed = []
    for name in sorted(OWN_KEYS.keys() & kept.keys()):
        path = Path(settings.VAR_DIR) / name
        if path.exists() and path.read_text() == kept[name]:
            continue
        _put_aside(path, stamp)
        _write(path, kept[name].encode())
        changed.append(name)
    return changed


def _put_aside(path: Path, stamp: str) -> Path | None:
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        if path.is_dir():
            path.rmdir()
        return None
    aside = path.with_name(f"{path.name}.before-{stamp}")
    path.rename(aside)
    return aside


def _write(path: Path, text: bytes) -> None:
    """Have the file whole or not at all, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.restoring")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    owner_of(path.parent).take(unfinished)
    unfinished.replace(path)


def _give(folder: Path, account) -> None:
    account.take(folder)
    for path in folder.rglob("*"):
        account.take(path)
