"""The jobs and the command."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import croniter
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from governance.choices import OrgType
from oversight import jobs
from oversight.models import ReminderDelivery, ReminderRun
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def overdue():
    """An official of a county where a term is overdue today."""
    branch = factories.organization(OrgType.BRANCH, school=factories.school())
    factories.term(branch, start=factories.FOUNDED)
    user = factories.user(email="official@example.org")
    return factories.grant(user, branch.school.jurisdiction).user


def test_the_command_does_the_days_work_and_says_what_it_did(overdue, capsys, mailoutbox):
    call_command("send_reminders")
    call_command("send_reminders")

    today = timezone.localdate()
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"{today}：新提醒")
    assert said[1] == "邮件汇总：已发1封，失败0封。"
    assert said[2] == f"{today}：新提醒0项，办结0项，送达0人次，没有收件人的2项。"
    assert said[3] == "邮件汇总：已发0封，失败0封。"
    assert len(mailoutbox) == 1
    assert ReminderDelivery.objects.filter(user=overdue, mailed_at=None).count() == 0


@pytest.mark.parametrize(
    ("day", "said"),
    [("morgen", "不是日期"), ("2999-01-01", "只能生成到今天为止"), ("2020-01-01", "之后已经生成过")],
)
def test_the_command_refuses_days_that_make_no_sense(day, said):
    call_command("send_reminders")

    with pytest.raises(CommandError, match=said):
        call_command("send_reminders", on=day)


def test_the_command_can_be_asked_about_the_health_of_the_job(capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("send_reminders", status=True)
    assert ended.value.code == 1
    ReminderRun.objects.create(
        on=timezone.localdate() - timedelta(days=1), finished_at=timezone.now(), made=4
    )

    call_command("send_reminders", status=True)

    assert "新提醒4项" in capsys.readouterr().out


def test_the_jobs_are_known_to_the_worker_and_run_in_daytime_in_shanghai():
    crons = {
        one.task.name: one.cron
        for one in jobs.app.periodic_registry.periodic_tasks.values()
        if one.task.queue == jobs.REMINDERS
    }
    assert crons == {"oversight.remind": jobs.MORNING, "oversight.send_digests": jobs.HOURLY}

    def hours(cron):
        moments = croniter.croniter(cron, 0)
        found = [moments.get_next(float) for _ in range(28)]
        return {timezone.datetime.fromtimestamp(one, ZoneInfo("Asia/Shanghai")).hour for one in found}

    assert (hours(jobs.MORNING), hours(jobs.HOURLY)) == ({6}, set(range(7, 21)))


def test_where_the_morning_was_missed_the_next_hour_makes_up_for_it(overdue, mailoutbox):
    assert jobs.send_digests(timestamp=0) == 1

    assert ReminderRun.objects.get().on == timezone.localdate()
    assert jobs.remind(timestamp=0) == 0
    assert jobs.send_digests(timestamp=1) == 0
    assert len(mailoutbox) == 1
