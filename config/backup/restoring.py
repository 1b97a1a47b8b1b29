"""Restore a backup into a database of its own, and only then let it have the name it is to have."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from config.backup import comparing, databases, parts, programs
from config.backup.encryption import key_of
from config.backup.errors import BackupError
from config.backup.manifest import Manifest, load
from config.backup.place import Place

#: The name a database has until it is found to be whole.
_UNFINISHED = "_restoring"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: the database, what the one before is called now, whether it still has to migrate."""

    name: str
    aside: str
    rows: int
    is_of_this_version: bool


def opened(folder: Path, passphrase: str) -> tuple[Manifest, bytes | None]:
    """Return manifest and key of a backup every part of which is whole.

    Raises:
        BackupError: if a part is missing or altered, or it takes a passphrase that nobody gave.

    """
    kept = load(folder)
    parts.require_whole(folder, kept.parts)
    if not kept.salt:
        return kept, None
    if not passphrase:
        raise BackupError(_("这份备份是加密的，请用 LZ_BACKUP_PASSPHRASE 给出口令。"))
    return kept, key_of(passphrase, bytes.fromhex(kept.salt))


def restore(
    folder: Path, name: str, place: Place, now: datetime, *, replace: bool = False, passphrase: str = ""
) -> Restored:
    """Restore the database of the backup under the name.

    A database of the name is only given way to with ``replace``, unless it is empty; it stays under another
    name. What was restored is compared with what was kept before it gets its name.

    Raises:
        BackupError: and then everything is as it was.

    """
    kept, key = opened(folder, passphrase)
    if not replace and databases.is_used(place, name):
        raise BackupError(
            _("数据库 {name} 已经存在。请换一个名称；确实要替换的，加上 --replace。").format(name=name)
        )
    aside, fresh = f"{name}_before_{now:%Y%m%d%H%M%S}", f"{name}{_UNFINISHED}"
    if len(aside.encode()) > databases.LONGEST:
        raise BackupError(_("数据库名称 {name} 太长。").format(name=name))
    was_there, was_used = databases.exists(place, name), databases.is_used(place, name)
    try:
        database_restore(folder, kept, key, place, fresh)
        _require_same(kept, place, fresh)
        databases.take_place(place, fresh, name, aside)
    except BaseException:
        databases.drop(place, fresh)
        raise
    if was_there and not was_used:
        databases.drop(place, aside)
    return Restored(name, aside if was_used else "", kept.content.rows, comparing.is_of_this_version(kept))


def database_restore(folder: Path, kept: Manifest, key: bytes | None, place: Place, name: str) -> None:
    """Make the database anew and fill it; the first error of a statement ends it.

    Raises:
        BackupError: with what the database said, or naming the role that is missing.

    """
    for role in (place.owner, place.app):
        if not databases.role_exists(place, role):
            raise BackupError(
                _("数据库服务器上没有角色 {role}。请先运行 deploy/database-roles.sh。").format(role=role)
            )
    databases.drop(place, name)
    databases.create(place, name)
    with parts.read(folder, parts.DATABASE, key) as dump:
        programs.run("pg_restore", place, "--exit-on-error", f"--dbname={place.address(name)}", feed=dump)
    with place.connect(name) as there:
        there.execute("ANALYZE")


def _require_same(kept: Manifest, place: Place, name: str) -> None:
    """Refuse what differs; the guards of another version are looked at after its migrations."""
    wrong = comparing.differences(kept.content, comparing.content_in(place, name))
    if comparing.is_of_this_version(kept):
        wrong += comparing.guards_wrong(place, name)
    if wrong:
        sentence = _("恢复的数据库与备份不一致（{n} 处），没有启用。").format(n=len(wrong))
        raise BackupError(sentence, "\n".join(wrong[:50]))
