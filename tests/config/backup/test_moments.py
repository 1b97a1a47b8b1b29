"""From a base and the log since, the database is again what it was at a moment: just before a table fell."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from config.backup import base, databases
from config.backup.errors import BackupError
from config.backup.place import embedded_place
from config.backup.recovering import recover
from config.embedded import server
from config.embedded.home import Home

FAST = {"fsync": "off", "shared_buffers": "8MB"}


@pytest.fixture
def place(tmp_path, settings, monkeypatch):
    """A server of our own that keeps its log; the settings mean it and its database."""
    folder, archive = tmp_path / "梁 柱" / "pg", tmp_path / "梁 柱" / "wal"
    embedded = {"folder": folder, "settings": FAST, "os_user": "", "archive": archive}
    settings.WAL_ARCHIVE, settings.VAR_DIR = archive, tmp_path
    monkeypatch.setitem(connection.settings_dict, "EMBEDDED", embedded)
    monkeypatch.setitem(connection.settings_dict, "NAME", "liangzhu")
    address = server.ensure(**embedded)
    yield embedded_place(Home(folder), address.host, address.port)
    server.forget(folder)


def test_before_the_table_fell(place, tmp_path):
    with place.connect("liangzhu") as there:
        there.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS id")
        made = base.base_make(tmp_path / "bases", timezone.now())
        there.execute("INSERT INTO kept SELECT generate_series(1001, 3000)")
        time.sleep(1.1)  # a base is named by the second, and counts for moments after it
        moment = timezone.now()
        time.sleep(0.1)
        there.execute("DROP TABLE kept")

        done = recover(tmp_path / "bases", moment, "liangzhu_back", place, timezone.now())

        assert (done.name, made.name[:5]) == ("liangzhu_back", "base-")
        assert there.execute("SELECT to_regclass('kept')").fetchone() == (None,)
    with place.connect("liangzhu_back") as back:
        assert back.execute("SELECT count(*), max(id) FROM kept").fetchone() == (3000, 3000)
    assert list(tmp_path.glob("recovering-*")) == []


def test_where_the_log_does_not_lead_is_said(place, tmp_path):
    made = base.base_make(tmp_path / "bases", timezone.now())
    later = timezone.now() + timedelta(days=1)

    with pytest.raises(BackupError, match="恢复不到这一时刻"):
        recover(tmp_path / "bases", later, "liangzhu_back", place, timezone.now())
    with pytest.raises(BackupError, match="没有这一时刻之前的基础备份"):
        recover(made, later.replace(year=2020), "liangzhu_back", place, timezone.now())
    changed = made / "data" / "PG_VERSION"
    changed.write_text("17\n")
    with pytest.raises(BackupError, match="PG_VERSION 已损坏"):
        recover(made, timezone.now(), "liangzhu_back", place, timezone.now())
    assert not databases.exists(place, "liangzhu_back")


def test_two_bases_stay_and_the_log_since(place, tmp_path):
    bases = tmp_path / "bases"
    start = timezone.now()
    names = []
    for nth in range(3):
        names.append(base.base_make(bases, start + timedelta(seconds=nth)).name)
        with place.connect() as there:
            there.execute("SELECT pg_switch_wal()")
    before = _archived(tmp_path)

    base.old_ones_remove(bases)

    assert sorted(path.name for path in bases.iterdir()) == names[1:]
    assert _archived(tmp_path) < before


def _archived(tmp_path):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = {path.name for path in (tmp_path / "梁 柱" / "wal").iterdir()}
        if len(found) >= 3:
            return found
        time.sleep(0.1)
    return found


def test_a_server_of_somebody_elses_has_its_own_ways(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "EMBEDDED", None)

    with pytest.raises(BackupError, match="数据库服务器自己的归档"):
        base.require_archive()
