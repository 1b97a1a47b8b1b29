"""The commands and the job of the night, and the page that says how old the newest backup is."""

from datetime import timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import croniter
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import GrantRole
from audit.models import AuditRecord
from config.backup import jobs, nightly, state
from config.backup.drill import Step
from config.backup.keeping import backups_in
from config.backup.making import backup_make
from tests import factories
from tests.structures import general_branch


def said_by(name, *arguments):
    out = StringIO()
    call_command(name, *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def operator(client, db):
    user = factories.user("operator")
    factories.grant(user, factories.county(), GrantRole.SYSTEM)
    client.force_login(user)
    return client


def test_backup_and_restore_from_the_command_line(source, folder, fresh_name):
    school = general_branch().school

    said = said_by("backup")
    (made,) = backups_in(folder)

    assert said.startswith(f"已备份到 {made}：")
    assert "删除旧备份 0 份" in said
    assert "内容与备份一致" in said_by("restore", str(made), "--into", fresh_name)
    with source.place.connect(fresh_name) as there:
        names = there.execute("SELECT name FROM schools_school").fetchall()
    assert names == [(school.name,)]
    with pytest.raises(CommandError, match="已经存在"):
        said_by("restore", str(made), "--into", fresh_name)


def test_who_does_not_say_yes_replaces_nothing(source, folder, moments, fresh_name, monkeypatch):
    made = backup_make(source, folder, next(moments))
    said_by("restore", str(made), "--into", fresh_name)
    asked = []
    monkeypatch.setattr("builtins.input", lambda text: asked.append(text) or "no")

    with pytest.raises(CommandError, match="没有恢复"):
        said_by("restore", str(made), "--into", fresh_name, "--replace")
    assert fresh_name in asked[0]
    assert "现在叫" in said_by("restore", str(made), "--into", fresh_name, "--replace", "--no-input")


@pytest.mark.parametrize("text", ["gestern", "2026-13-01 10:00"])
def test_a_moment_nobody_understands_is_said(source, tmp_path, text):
    with pytest.raises(CommandError, match="不是时间"):
        said_by("restore", str(tmp_path), "--into", "x", "--to", text)


def test_a_moment_needs_the_log(source, tmp_path):
    with pytest.raises(CommandError, match="LZ_WAL_ARCHIVE"):
        said_by("restore", str(tmp_path), "--into", "x", "--to", "2026-11-30 10:00")
    with pytest.raises(CommandError, match="LZ_WAL_ARCHIVE"):
        said_by("backup", "--base")


def test_a_backup_that_cannot_be_made_is_an_exit_code(source, tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(CommandError, match="无法写入"):
        said_by("backup", "--to", str(tmp_path / "file" / "x"))


def test_the_job_of_the_night_keeps_a_week(source, folder, moments):
    now = next(moments)
    for days in range(9, 0, -1):
        backup_make(source, folder, now - timedelta(days=days))

    name = jobs.backup(timestamp=0)

    left = [path.name for path in backups_in(folder)]
    assert left[0] == name
    days = [timezone.localdate(now) - timedelta(days=ago) for ago in range(10)]
    sundays = [day for day in days if day.isoweekday() == 7]  # the newest of a week that is over
    stay = sorted({*days[:7], *sundays}, reverse=True)
    assert [one.removeprefix("liangzhu-")[:8] for one in left] == [f"{day:%Y%m%d}" for day in stay]
    assert AuditRecord.objects.filter(action="command", subject="backup", subject_id=name).count() == 1


def test_a_night_without_a_login_that_sees_everything_makes_none(source, folder, monkeypatch, caplog):
    monkeypatch.setattr(jobs, "sees_everything", lambda: False)

    assert jobs.backup(timestamp=0) == ""
    assert backups_in(folder) == []
    assert "no login of the owner" in caplog.text


def test_the_embedded_server_lets_see_everything(source):
    assert nightly.sees_everything() is True


def test_the_backup_is_made_at_half_past_four_in_shanghai():
    night = croniter.croniter(jobs.NIGHTLY, 0).get_next(float)
    local = timezone.datetime.fromtimestamp(night, ZoneInfo("Asia/Shanghai"))

    assert (local.hour, local.minute) == (4, 30)
    assert jobs.app.tasks["config.backup"].queueing_lock == "backup"


def test_the_page_says_how_old_the_newest_is(source, folder, operator, moments):
    page = reverse("operations")
    assert "还没有备份" in operator.get(page).text
    now = next(moments)
    made = backup_make(source, folder, now - timedelta(hours=37))
    old = operator.get(page)
    assert "已经超过36小时" in old.text
    assert made.name in old.text

    backup_make(source, folder, now)

    assert "已经超过36小时" not in operator.get(page).text
    assert state.is_too_old(state.newest(folder), now) is False
    assert "还没有做过恢复演练" in operator.get(page).text
    state.drill_write(folder, [Step("登录", False, 1.5, "演示原因")], now)
    told = operator.get(page)
    assert "演示原因" in told.text
    assert "不通过" in told.text
    assert told.headers["Cache-Control"].startswith("max-age=0")


def test_a_backup_nobody_can_read_is_none(source, folder, moments):
    made = backup_make(source, folder, next(moments))
    (made / "manifest.json").write_text("{")

    assert state.newest(folder) is None
    (folder / "last-drill.json").write_text("{")
    assert state.drill_last(folder) is None
