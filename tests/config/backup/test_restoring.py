"""Restored it is the same to the last row and guard, and nothing that was there is lost."""

import hashlib
import json

import pytest

from audit.sealing import seal_pending
from config.backup import comparing, databases, parts
from config.backup.errors import BackupError
from config.backup.making import backup_make
from config.backup.manifest import load
from config.backup.restoring import restore
from config.backup.whole import whole_restore
from schools.models import School
from tests.structures import general_branch

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def order(source):
    """Rows in many tables, with their records sealed."""
    found = general_branch()
    seal_pending()
    return found


def test_restored_it_is_the_same_to_the_last_row_and_guard(source, order, folder, moments, fresh_name):
    made = backup_make(source, folder, next(moments))
    School.objects.update(name="后来的名称")

    done = restore(made, fresh_name, source.place, next(moments))

    kept, found = load(made).content, comparing.content_in(source.place, fresh_name)
    assert (done.name, done.aside, done.rows) == (fresh_name, "", kept.rows)
    assert comparing.differences(kept, found) == []
    assert comparing.guards_wrong(source.place, fresh_name) == []
    now = comparing.content_in(source.place, source.database)
    assert comparing.differences(kept, now)[0].startswith("audit.log：应有"), "there was something to differ"
    assert "public.schools_school：行数相同，内容不同。" in comparing.differences(kept, now)


def test_a_database_that_is_used_is_not_touched_unless_told_and_then_kept(
    source, order, folder, moments, fresh_name
):
    made = backup_make(source, folder, next(moments))
    restore(made, fresh_name, source.place, next(moments))
    with source.place.connect(fresh_name) as there:
        there.execute("CREATE TABLE marked ()")

    with pytest.raises(BackupError, match="已经存在"):
        restore(made, fresh_name, source.place, next(moments))
    with source.place.connect(fresh_name) as there:
        assert there.execute("SELECT to_regclass('marked') IS NOT NULL").fetchone() == (True,)

        done = restore(made, fresh_name, source.place, next(moments), replace=True)

    with source.place.connect(fresh_name) as there:
        assert there.execute("SELECT to_regclass('marked') IS NULL").fetchone() == (True,)
    with source.place.connect(done.aside) as there:
        assert there.execute("SELECT to_regclass('marked') IS NOT NULL").fetchone() == (True,)


def test_an_empty_database_gives_way(source, order, folder, moments, fresh_name):
    databases.create(source.place, fresh_name)
    made = backup_make(source, folder, next(moments))

    assert restore(made, fresh_name, source.place, next(moments)).aside == ""
    with source.place.connect() as there:
        names = there.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [fresh_name])
        assert names.fetchall() == [(fresh_name,)]


@pytest.mark.parametrize("name", [parts.DATABASE, parts.FILES, parts.SEALS, parts.KEYS])
def test_a_part_that_was_altered_or_lost_is_named(source, folder, moments, fresh_name, name):
    made = backup_make(source, folder, next(moments))
    with (made / name).open("r+b") as file:
        file.seek((made / name).stat().st_size // 2)
        file.write(b"\xff")

    with pytest.raises(BackupError, match=rf"{name} 已损坏"):
        restore(made, fresh_name, source.place, next(moments))
    (made / name).unlink()
    with pytest.raises(BackupError, match=f"缺少 {name}"):
        restore(made, fresh_name, source.place, next(moments))
    assert not databases.exists(source.place, fresh_name)


def test_a_dump_that_lost_its_end_restores_nothing(source, order, folder, moments, fresh_name):
    made = backup_make(source, folder, next(moments))
    dump = made / parts.DATABASE
    dump.write_bytes(dump.read_bytes()[:-5000])
    told = json.loads((made / "manifest.json").read_text())
    sha256 = hashlib.sha256(dump.read_bytes()).hexdigest()
    told["parts"][parts.DATABASE] = {"size": dump.stat().st_size, "sha256": sha256}
    (made / "manifest.json").write_text(json.dumps(told))

    with pytest.raises(BackupError, match="pg_restore"):
        restore(made, fresh_name, source.place, next(moments))
    assert not databases.exists(source.place, fresh_name)


def test_a_backup_that_lost_a_trigger_is_not_put_to_use(
    source, order, folder, moments, fresh_name, lost_for_all
):
    lost_for_all(
        "ALTER TABLE governance_roleassignment DISABLE TRIGGER governance_roleassignment_copy",
        "ALTER TABLE governance_roleassignment ENABLE TRIGGER governance_roleassignment_copy",
    )
    made = backup_make(source, folder, next(moments))

    with pytest.raises(BackupError, match="没有启用") as refused:
        restore(made, fresh_name, source.place, next(moments))
    assert "governance_roleassignment_copy" in refused.value.detail
    assert not databases.exists(source.place, fresh_name)


@pytest.fixture
def lost_for_all(django_db_setup):
    mends = []

    def lose(statement, mend):
        mends.append(mend)
        django_db_setup.execute(statement)

    yield lose
    for mend in mends:
        django_db_setup.execute(mend)


def test_restored_whole_what_was_there_is_put_aside(
    source, order, folder, moments, fresh_name, settings, tmp_path
):
    settings.VAR_DIR = tmp_path / "var"
    settings.VAR_DIR.mkdir()
    (settings.VAR_DIR / "audit_key").write_text("old key")
    made = backup_make(source, folder, next(moments))
    (settings.VAR_DIR / "audit_key").write_text("new key")
    (source.files / "evidence" / "two").write_text("later")
    settings.AUDIT_SEALS.write_text(settings.AUDIT_SEALS.read_text() + '{"batch": 9}\n')

    done, said = whole_restore(made, fresh_name, source.place, next(moments), source.files, own=True)

    assert done.name == fresh_name
    assert (settings.VAR_DIR / "audit_key").read_text() == "old key"
    assert [path.name for path in source.files.rglob("*") if path.is_file()] == ["one"]
    asides = sorted(path.name.partition(".before-")[0] for path in tmp_path.glob("*.before-*"))
    assert asides == ["files", "seals.jsonl"]
    assert len(said) == 4
    assert '{"batch": 9}' not in settings.AUDIT_SEALS.read_text()
