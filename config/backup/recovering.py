"""Go to a moment: a base and the log since make a cluster beside, and from it the database is restored."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.utils.translation import gettext as _

from config.backup import base
from config.backup.errors import BackupError
from config.backup.making import Source, backup_make
from config.backup.place import Place, database_name, embedded_place
from config.backup.restoring import Restored, restore
from config.embedded.archive import fetch_command
from config.embedded.cluster import cluster_start, cluster_stop
from config.embedded.errors import EmbeddedServerError
from config.embedded.home import PORT, Home
from config.embedded.privileges import Account, account_for

#: Seconds a recovery may take from when the server lets read to when the moment is reached.
PATIENCE = 30 * 60.0
#: Seconds until the running server has handed over what it wrote last.
_HANDED_OVER = 30.0


def recover(
    folder: Path, moment: datetime, name: str, place: Place, now: datetime, *, replace: bool = False
) -> Restored:
    """Restore the application's database as it was at the moment under the name.

    Args:
        folder: a base, or a folder with some, of which the last before the moment is taken.
        moment: until when what was committed counts.
        name: of the database to make; as in ``restoring.restore``.
        place: the running server.
        now: the time of the restoring.
        replace: as in ``restoring.restore``.

    Raises:
        BackupError: if the log does not reach to the moment, or as in ``restoring.restore``.

    """
    archive, found = base.require_archive(), base.base_for(folder, moment)
    base.require_whole(found / base.DATA)
    _hand_over(place)
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix="recovering-") as work:
        with _recovered(found, archive, moment, Path(work) / "pg") as old:
            made = backup_make(Source(old, database_name()), Path(work) / "dump", now)
        return restore(made, name, place, now, replace=replace)


@contextmanager
def _recovered(found: Path, archive: Path, moment: datetime, work: Path) -> Iterator[Place]:
    """Give the place of a cluster that stands at the moment, in the block."""
    home, account = Home(work), account_for(work, settings.DATABASES["default"]["EMBEDDED"]["os_user"])
    _lay_out(found, archive, moment, home, account)
    try:
        cluster_start(home, account, {"archive_mode": "off"})
        place = embedded_place(home, str(home.socket_folder), PORT)
        _wait_until_there(place, home)
        yield place
    except EmbeddedServerError as problem:
        raise _not_reached(home) from problem
    finally:
        cluster_stop(home, account)
        shutil.rmtree(home.socket_folder, ignore_errors=True)


def _lay_out(found: Path, archive: Path, moment: datetime, home: Home, account: Account) -> None:
    """Copy the base and tell the copy where to stop."""
    shutil.copytree(found / base.DATA, home.data, symlinks=True)
    shutil.copyfile(found / base.PASSWORDS, home.passwords)
    told = {
        "restore_command": fetch_command(archive),
        "recovery_target_time": moment.isoformat(sep=" "),
        "recovery_target_action": "promote",
    }
    with (home.data / "postgresql.auto.conf").open("a") as out:
        for name, value in told.items():
            escaped = value.replace("'", "''")
            out.write(f"{name} = '{escaped}'\n")
    (home.data / "recovery.signal").touch()
    home.data.chmod(0o700)
    home.passwords.chmod(0o600)
    for path in (home.folder.parent, home.folder, *home.folder.rglob("*")):
        account.take(path)


def _not_reached(home: Home) -> BackupError:
    said = home.log.read_text(errors="replace")[-1500:] if home.log.exists() else ""
    return BackupError(_("恢复不到这一时刻：日志归档没有到那时，或者已经损坏。"), said)


def _wait_until_there(place: Place, home: Home) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with place.connect() as there:
                if not there.execute("SELECT pg_is_in_recovery()").fetchone()[0]:  # type: ignore[index]
                    return
        except psycopg.OperationalError as problem:  # it ends itself where the log ends before the moment
            raise _not_reached(home) from problem
        if time.monotonic() > deadline:
            raise BackupError(_("恢复用时太长，已经停止。"))
        time.sleep(0.2)


def _hand_over(place: Place) -> None:
    """Have the running server keep what it has written so far, so that the last minute can be reached.

    The message is something committed after the moment: at it the recovery sees that the moment is over.
    """
    with place.connect() as there:
        there.execute("SELECT pg_logical_emit_message(true, 'liangzhu', 'recovering')")
        before = there.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()[0]  # type: ignore[index]
        deadline = time.monotonic() + _HANDED_OVER
        question = "SELECT last_archived_wal >= %s FROM pg_stat_archiver"
        while time.monotonic() < deadline:
            if there.execute(question, [before]).fetchone()[0]:  # type: ignore[index]
                return
            time.sleep(0.1)
