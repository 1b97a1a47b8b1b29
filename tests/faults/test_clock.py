"""The clock of the application jumps: records keep their order, and the work of a day is done once a day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from audit.models import AuditRecord
from governance.choices import PlanState
from governance.models import Plan
from governance.plans.publishing import publish_due
from oversight.models import ReminderDelivery, ReminderRun
from oversight.reminders.running import reminders_run
from schools.models import School
from tests import factories
from tests.governance.plans.test_meetings import scene

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def clock(monkeypatch):
    """Return how the clock of the application is put forward or back; the database has its own."""
    real = timezone.now

    def jump(by):
        monkeypatch.setattr(timezone, "now", lambda: real() + by)

    return jump


@pytest.fixture
def moment(monkeypatch):
    """Return how the clock of the application is set to a moment."""
    return lambda at: monkeypatch.setattr(timezone, "now", lambda: at)


def test_records_keep_their_order_whatever_the_clock_says(clock):
    school = factories.school()
    before = datetime.now(UTC)
    for number, by in enumerate((timedelta(), DAY, -DAY, timedelta(minutes=10))):
        clock(by)
        School.objects.filter(pk=school.pk).update(name=f"演示第{number}次")

    rows = AuditRecord.objects.filter(subject="schools_school", action="update").order_by("pk")

    assert [row.after["name"] for row in rows] == [f"演示第{number}次" for number in range(4)]
    times = [row.recorded_at for row in rows]
    assert times == sorted(times)
    assert all(before <= at <= datetime.now(UTC) for at in times), "the database's own clock"


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 6, 1, 15, 59, 59, tzinfo=UTC), "2026-06-01"),
        (datetime(2026, 6, 1, 16, 0, 0, tzinfo=UTC), "2026-06-02"),
    ],
)
def test_a_day_begins_at_midnight_in_shanghai(moment, at, day):
    moment(at)

    assert timezone.localdate().isoformat() == day


def test_a_grant_ends_with_its_last_day_in_shanghai(moment):
    school = factories.school()
    user = factories.grant(factories.user(), school, end=factories.ON).user  # the first day without it

    def sees(at):
        moment(at)
        return School.objects.visible_to(type(user).objects.get(pk=user.pk)).exists()

    midnight = datetime.combine(factories.ON, datetime.min.time(), tzinfo=UTC) - timedelta(hours=8)
    assert [sees(midnight - timedelta(seconds=1)), sees(midnight)] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_plans_are_carried_out_once_and_after_a_gap():
    plan = scene().approved
    assert publish_due(factories.ON - DAY) == []

    late = factories.ON + 9 * DAY
    assert [(one.pk, problem) for one, problem in publish_due(late)] == [(plan.pk, "")]

    for day in (late, factories.ON, late + DAY):
        assert publish_due(day) == []
    assert Plan.objects.get(pk=plan.pk).state == PlanState.PUBLISHED


def test_people_are_reminded_once_a_day_and_of_what_was_missed():
    from governance.choices import OrgType
    from governance.domain.refusals import Stale

    branch = factories.organization(OrgType.BRANCH, school=factories.school())
    factories.term(branch, start=factories.FOUNDED)
    factories.grant(factories.user(), branch.school.jurisdiction)
    today = timezone.localdate()

    first = reminders_run(today)
    told = ReminderDelivery.objects.count()
    again = reminders_run(today)

    assert (first.delivered > 0, again.delivered, ReminderDelivery.objects.count()) == (True, 0, told)
    with pytest.raises(Stale):
        reminders_run(today - DAY)  # a jump back: nothing of today is closed
    assert ReminderDelivery.objects.count() == told
    late = reminders_run(today + 10 * DAY)
    assert late.on == today + 10 * DAY
    assert ReminderRun.objects.count() == 2


def test_a_tick_that_comes_twice_is_one_job(django_db_setup):
    """The queue keeps which moments were queued: a clock that goes back meets them again."""
    from procrastinate.contrib.django import app
    from procrastinate.exceptions import AlreadyEnqueued

    from config.backup import jobs

    connector = app.job_manager
    job = jobs.backup.configure(task_kwargs={"timestamp": 1_800_000_000}).job
    assert connector is not None
    assert job.queueing_lock == "backup"
    jobs.backup.configure(task_kwargs={"timestamp": 1_800_000_000}).defer()
    with pytest.raises(AlreadyEnqueued):
        jobs.backup.configure(task_kwargs={"timestamp": 1_800_000_000 - 86_400}).defer()
