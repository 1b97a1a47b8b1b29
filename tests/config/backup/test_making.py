"""A backup is everything of one moment, whole, for its owner only; and restored it is the same again."""

import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from django.db import connection

from audit.sealing import seal_pending
from config.backup import comparing, databases, making, parts, programs
from config.backup.errors import BackupError
from config.backup.making import backup_make
from config.backup.manifest import load
from config.backup.restoring import restore
from schools.models import School
from tests.structures import general_branch

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def order(source):
    """Rows in many tables, with their records sealed."""
    found = general_branch()
    seal_pending()
    return found


def left_in(folder):
    """Return what is in the folder beside the lock."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock") if folder.exists() else []


def test_a_backup_says_what_it_is_and_is_for_its_owner_only(source, order, folder, moments):
    made = backup_make(source, folder, next(moments))

    kept = load(made)
    assert left_in(folder) == [made.name]
    assert sorted(path.name for path in made.iterdir()) == [
        parts.DATABASE, parts.FILES, parts.KEYS, "manifest.json", parts.SEALS,
    ]  # fmt: skip
    assert {stat.S_IMODE(path.stat().st_mode) for path in made.iterdir()} == {0o600}
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert kept.content.tables["public.schools_school"][0] == School.objects.count() > 0
    assert kept.content.tables["audit.log"][0] > 0
    assert kept.uploads == 1
    assert kept.seal["batch"] == 1
    assert comparing.is_of_this_version(kept)
    parts.require_whole(made, kept.parts)


def test_closed_with_a_passphrase_nothing_of_it_can_be_read(source, order, folder, moments, fresh_name):
    made = backup_make(source, folder, next(moments), PASSPHRASE)
    everything = b"".join(path.read_bytes() for path in made.iterdir())

    assert order.school.name.encode() not in everything
    assert b"%PDF" not in everything
    with pytest.raises(BackupError, match="LZ_BACKUP_PASSPHRASE"):
        restore(made, fresh_name, source.place, next(moments))
    with pytest.raises(BackupError, match="口令不对"):
        restore(made, fresh_name, source.place, next(moments), passphrase="another")
    assert not databases.exists(source.place, fresh_name)
    done = restore(made, fresh_name, source.place, next(moments), passphrase=PASSPHRASE)
    assert done.rows == load(made).content.rows


@pytest.mark.parametrize("text", ["", "{}", '{"format": 99}', "[]"])
def test_what_is_no_backup_is_said_plainly(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)

    with pytest.raises(BackupError, match=r"不是一份完整的备份|更新的版本"):
        load(tmp_path)


def test_no_room_is_said_beforehand_and_leaves_nothing(source, folder, moments, monkeypatch):
    monkeypatch.setattr(making, "ROOM_LEFT", shutil.disk_usage("/").total)

    with pytest.raises(BackupError, match="磁盘空间不足"):
        backup_make(source, folder, next(moments))
    assert left_in(folder) == []


def test_a_program_that_fails_leaves_nothing(source, folder, moments, monkeypatch):
    monkeypatch.setattr(programs, "program_for", lambda _name, _version: "/bin/false")

    with pytest.raises(BackupError, match="pg_dump 没有完成"):
        backup_make(source, folder, next(moments))
    assert left_in(folder) == []


def test_what_a_killed_one_left_is_removed_and_two_do_not_meet(source, folder, moments):
    (folder / ".liangzhu-20200101-000000.part").mkdir(parents=True)
    with making._alone(folder), pytest.raises(BackupError, match="另一个备份正在进行"):
        backup_make(source, folder, next(moments))

    made = backup_make(source, folder, next(moments))

    assert left_in(folder) == [made.name]


def test_a_folder_that_cannot_be_written_is_said_plainly(source, tmp_path, moments):
    (tmp_path / "file").write_text("")

    with pytest.raises(BackupError, match="无法写入备份文件夹"):
        backup_make(source, tmp_path / "file" / "backups", next(moments))


def test_a_server_of_another_age_asks_for_its_own_programs(monkeypatch):
    monkeypatch.setattr(programs.shutil, "which", lambda _name: None)

    assert programs.program_for("pg_dump", 18).is_file()
    with pytest.raises(BackupError, match="postgresql-client-9"):
        programs.program_for("pg_dump", 9)


def test_seals_the_dump_does_not_know_stay_out(source, order, folder, moments, settings):
    known = settings.AUDIT_SEALS.read_text()
    settings.AUDIT_SEALS.write_text(known + '{"batch": 9}\nunreadable\n')

    made = backup_make(source, folder, next(moments))

    assert (made / parts.SEALS).read_text() == known + "unreadable\n"


def test_no_password_is_among_the_words_of_a_program(source, folder, moments, monkeypatch):
    started = []
    popen = subprocess.Popen

    def noted(command, **how):
        started.append([str(word) for word in command])
        return popen(command, **how)

    monkeypatch.setattr(programs.subprocess, "Popen", noted)
    backup_make(source, folder, next(moments))

    assert [Path(command[0]).name for command in started] == ["pg_dump"]
    assert source.place.password
    assert not any(source.place.password in word for command in started for word in command)
    assert connection.settings_dict["NAME"] in " ".join(started[0])
