"""Jobs that run without a person: plans whose day has come, and the nightly check of every school."""

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from governance.compliance.sweep import sweep
from governance.plans.publishing import publish_due
from schools.models import Jurisdiction, School

QUEUE, PLANS = "compliance", "plans"

#: The queue counts in UTC: this is half past two at night in Shanghai, after the day has changed there.
NIGHTLY = "30 18 * * *"
#: Ten past midnight in Shanghai: a plan holds from the morning of its day, and the check sees it done.
DAILY = "10 16 * * *"


@app.periodic(cron=DAILY, periodic_id="daily_plans")
@app.task(name="governance.publish_plans", queue=PLANS, queueing_lock="publish_plans")
def publish_plans(timestamp: int) -> int:
    """Carry out the approved plans whose day has come; return how many were.

    What stands in the way of one is written down on the plan and leaves the others alone.
    """
    return sum(not problem for _plan, problem in publish_due(timezone.localdate()))


@app.periodic(cron=NIGHTLY, periodic_id="nightly_check")
@app.task(name="governance.check_all", queue=QUEUE, queueing_lock="check_all")
def check_all(timestamp: int) -> int:
    """Queue one job for each jurisdiction that has schools of its own; return how many were queued."""
    codes = Jurisdiction.objects.filter(schools__isnull=False).distinct().order_by("code")
    return sum(enqueue_check(code) for code in codes.values_list("code", flat=True))


@app.task(
    name="governance.check_jurisdiction",
    queue=QUEUE,
    retry=RetryStrategy(max_attempts=3, exponential_wait=60),
)
def check_jurisdiction(code: str) -> int:
    """Judge the schools directly under the jurisdiction, store what was found, return their number."""
    schools = School.objects.filter(jurisdiction__code=code)
    return sum(1 for _report in sweep(schools, timezone.localdate()))


def enqueue_check(code: str) -> bool:
    """Queue the check of the schools directly under a jurisdiction unless one is waiting already."""
    lock = f"check_jurisdiction:{code}"
    try:
        with transaction.atomic():
            check_jurisdiction.configure(lock=lock, queueing_lock=lock).defer(code=code)
    except AlreadyEnqueued:
        return False
    return True
