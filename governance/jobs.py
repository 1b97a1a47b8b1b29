"""Jobs that run without a person: the nightly check of every school."""

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from governance.compliance.sweep import sweep
from schools.models import Jurisdiction, School

QUEUE = "compliance"

#: The queue counts in UTC: this is half past two at night in Shanghai, after the day has changed there.
NIGHTLY = "30 18 * * *"


@app.periodic(cron=NIGHTLY, periodic_id="nightly_check")
@app.task(name="governance.check_all", queue=QUEUE, queueing_lock="check_all")
def check_all(timestamp: int) -> int:
    """Queue one job for each jurisdiction that has schools of its own; return how many were queued."""
    codes = Jurisdiction.objects.filter(schools__isnull=False).distinct().order_by("code")
    return sum(_enqueue(code) for code in codes.values_list("code", flat=True))


@app.task(
    name="governance.check_jurisdiction",
    queue=QUEUE,
    retry=RetryStrategy(max_attempts=3, exponential_wait=60),
)
def check_jurisdiction(code: str) -> int:
    """Judge the schools directly under the jurisdiction, store what was found, return their number."""
    schools = School.objects.filter(jurisdiction__code=code)
    return sum(1 for _report in sweep(schools, timezone.localdate()))


def _enqueue(code: str) -> bool:
    """Queue the check of a jurisdiction unless one is waiting already."""
    lock = f"check_jurisdiction:{code}"
    try:
        with transaction.atomic():
            check_jurisdiction.configure(lock=lock, queueing_lock=lock).defer(code=code)
    except AlreadyEnqueued:
        return False
    return True
