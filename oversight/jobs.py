"""Jobs of oversight that the worker runs."""

from django.utils import timezone
from procrastinate.contrib.django import app

from oversight.reports.expiring import reports_expire
from oversight.reports.making import make_report as make
from oversight.reports.queue import QUEUE, TASK

#: The queue counts in UTC: three at night in Shanghai.
NIGHTLY = "0 19 * * *"


@app.task(name=TASK, queue=QUEUE)
def make_report(report_id: int) -> str:
    """Make the report; return the state it came to."""
    return make(report_id)


@app.periodic(cron=NIGHTLY, periodic_id="nightly_reports")
@app.task(name="oversight.expire_reports", queue=QUEUE, queueing_lock="expire_reports")
def expire_reports(timestamp: int) -> int:
    """Throw old reports away; return how many they were."""
    return reports_expire(timezone.now())
