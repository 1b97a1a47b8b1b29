"""The nightly check: one job for each jurisdiction with schools."""

from zoneinfo import ZoneInfo

import croniter
import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from governance import jobs
from governance.models import Finding, SchoolCheck
from schools.choices import JurisdictionLevel
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_counties():
    first = make.school()
    place = make.jurisdiction("330782", "义乌市", JurisdictionLevel.COUNTY, first.jurisdiction.parent)
    return first, make.school(jurisdiction=place)


def queued():
    rows = ProcrastinateJob.objects.filter(task_name="governance.check_jurisdiction").order_by("id")
    return [(job.args, job.queueing_lock, job.lock, job.queue_name) for job in rows]


def test_night_queues_one_job_for_each_jurisdiction_with_schools(two_counties):
    assert jobs.check_all(timestamp=0) == 2

    assert queued() == [
        ({"code": code}, f"check_jurisdiction:{code}", f"check_jurisdiction:{code}", "compliance")
        for code in ("330781", "330782")
    ]


def test_job_that_is_waiting_is_not_queued_twice(two_counties):
    jobs.check_all(timestamp=0)

    assert jobs.check_all(timestamp=1) == 0

    assert len(queued()) == 2


def test_job_checks_the_schools_of_its_jurisdiction_and_stores_what_it_finds(two_counties):
    first, other = two_counties
    make.members(5, first)

    assert jobs.check_jurisdiction("330781") == 1

    assert SchoolCheck.objects.get().on == timezone.localdate()
    assert Finding.objects.filter(school=first, rule="ORG-001").exists()
    assert not SchoolCheck.objects.filter(school=other).exists()


def test_check_runs_at_half_past_two_in_shanghai():
    night = croniter.croniter(jobs.NIGHTLY, 0).get_next(float)

    local = timezone.datetime.fromtimestamp(night, ZoneInfo("Asia/Shanghai"))

    assert (local.hour, local.minute) == (2, 30)


def test_tasks_are_known_to_the_worker():
    names = set(jobs.app.tasks)

    assert {"governance.check_all", "governance.check_jurisdiction", "governance.publish_plans"} <= names
    ours = {
        periodic.task.name: periodic.cron
        for periodic in jobs.app.periodic_registry.periodic_tasks.values()
        if periodic.task.name.startswith("governance.")
    }
    assert ours == {"governance.publish_plans": jobs.DAILY, "governance.check_all": jobs.NIGHTLY}
