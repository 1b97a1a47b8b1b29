"""The drill restores, compares, signs in, writes and verifies, and says of each step whether it went well."""

import re
from io import StringIO
from time import monotonic

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection

from audit.models import AuditRecord
from audit.sealing import seal_pending
from config.backup import databases, drill, nightly, state
from config.backup.drill import Drill
from config.backup.making import backup_make
from schools.models import Unit
from tests.security.scoreboard import record
from tests.structures import general_branch

STEPS = [
    "备份", "核对备份文件", "恢复到新数据库", "行数和内容", "保护措施",
    "登录", "写入和审计记录", "审计核验", "树形结构",
]  # fmt: skip


@pytest.fixture
def order(source):
    found = general_branch()
    seal_pending()
    return found


@pytest.fixture
def run(source, monkeypatch):
    """Return how the command is run; the answer is its exit code, what it said, and what it complained of."""
    monkeypatch.setattr("config.management.commands.restore_drill.own_source", lambda: source)

    def command(*arguments):
        out, err = StringIO(), StringIO()
        try:
            call_command("restore_drill", *arguments, stdout=out, stderr=err)
        except CommandError as error:
            return error.returncode, out.getvalue(), err.getvalue() + str(error)
        return 0, out.getvalue(), err.getvalue()

    return command


def _record(said, complained, seconds):
    """Keep what the steps that compare counted, and how long all of it took."""
    differing = re.search(r"(\d+) 处不同", said + complained)
    rows = re.search(r"(\d+) 行，", said)
    guards = dict(results(said)).get("保护措施") == "通过"
    of_them = f"{differing and differing[1]} of {rows and rows[1]} rows"
    told = f"{of_them}, guards {'as they were' if guards else 'not as they were'}"
    record("restore drill: differences of rows and of guards", "0, as they were", told)
    record("restore drill: time", "at most 30 minutes", f"{seconds:.0f} s")


def results(said):
    return [(line.split()[3], line.split()[0]) for line in said.splitlines() if " s  " in line]


def test_a_drill_goes_through_every_step_and_leaves_nothing(order, source, run):
    units, records = Unit.objects.count(), AuditRecord.objects.count()

    begun = monotonic()
    code, said, complained = run()
    _record(said, complained, monotonic() - begun)

    assert (code, complained) == (0, "")
    assert results(said) == [(name, "通过") for name in STEPS]
    assert "0 处不同" in said
    assert said.splitlines()[-1].startswith("恢复演练通过，用时 ")
    assert not databases.exists(source.place, f"{source.database}_drill")
    assert connection.settings_dict["NAME"] == source.database
    assert (Unit.objects.count(), AuditRecord.objects.count()) == (units, records)
    last = state.drill_last(django_settings.BACKUPS)
    assert (last["is_good"], [step.name for step in last["steps"]]) == (True, STEPS)


def test_a_drill_of_an_empty_installation_writes_too(source, run):
    seal_pending()

    code, said, complained = run()

    assert (code, complained) == (0, "")
    assert results(said) == [(name, "通过") for name in STEPS]


def test_a_lost_trigger_fails_the_drill(order, source, run, django_db_setup):
    trigger = "governance_roleassignment_copy"
    django_db_setup.execute(f"ALTER TABLE governance_roleassignment DISABLE TRIGGER {trigger}")
    try:
        code, said, complained = run()
    finally:
        django_db_setup.execute(f"ALTER TABLE governance_roleassignment ENABLE TRIGGER {trigger}")

    assert code == 1
    assert dict(results(said))["保护措施"] == "不通过"
    assert trigger in complained
    assert not databases.exists(source.place, f"{source.database}_drill")


def test_a_record_that_was_altered_fails_the_drill(order, run, django_db_setup):
    django_db_setup.execute(
        "UPDATE audit.log SET actor = 'nobody' WHERE id = (SELECT min(id) FROM audit.log)"
    )

    code, said, _complained = run()

    assert code == 1
    assert [name for name, result in results(said) if result == "不通过"] == ["审计核验"]


def test_what_does_not_restore_ends_the_drill(order, source, run, monkeypatch, folder, moments):
    made = backup_make(source, folder, next(moments))
    (made / "database.dump").write_bytes(b"")

    code, said, complained = run("--from", str(made))

    assert code == 1
    assert results(said) == [("核对备份文件", "不通过")]
    assert "恢复演练没有通过" in complained


def test_the_copy_of_a_drill_that_was_killed_is_in_nobodys_way(order, source, run):
    databases.create(source.place, f"{source.database}{drill.SUFFIX}")

    assert run()[0] == 0


def test_the_source_of_an_installation_is_its_own(source):
    own = nightly.own_source()

    assert (own.place, own.database) == (source.place, source.database)
    assert own.files == django_settings.VAR_DIR / "files"
    assert isinstance(Drill(own, django_settings.BACKUPS).copy, str)
