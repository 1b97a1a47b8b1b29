"""Jobs of oversight that the worker runs: reminders, digests by mail, reports, closings of large rounds."""

from django.utils import timezone
from procrastinate.contrib.django import app

from oversight.digests.sending import digests_send
from oversight.models import ReminderRun
from oversight.reminders.running import reminders_run
from oversight.reports.expiring import reports_expire
from oversight.reports.making import make_report as make
from oversight.reports.queue import QUEUE, TASK
from oversight.rounds import closing_queue
from oversight.rounds.closing_run import closing_run

REMINDERS = "reminders"

#: The queue counts in UTC: three at night in Shanghai.
NIGHTLY = "0 19 * * *"
#: Six in the morning in Shanghai, after the nightly check.
MORNING = "0 22 * * *"
#: Each hour from seven to eight in the evening in Shanghai: what could not be sent is tried again.
HOURLY = "20 23,0-12 * * *"


@app.periodic(cron=MORNING, periodic_id="daily_reminders")
@app.task(name="oversight.remind", queue=REMINDERS, queueing_lock="remind", lock="remind")
def remind(timestamp: int) -> int:
    """Make and deliver what is due today, and whatever was missed; return how many people were told."""
    return reminders_run(timezone.localdate()).delivered


@app.periodic(cron=HOURLY, periodic_id="hourly_digests")
@app.task(name="oversight.send_digests", queue=REMINDERS, queueing_lock="send_digests", lock="send_digests")
def send_digests(timestamp: int) -> int:
    """Send the digests that are due and not sent; return how many were sent.

    Where the morning's job did not run, its work is done first.
    """
    today = timezone.localdate()
    if not ReminderRun.objects.filter(on=today).exists():
        reminders_run(today)
    return digests_send(today).sent


@app.task(name=TASK, queue=QUEUE)
def make_report(report_id: int) -> str:
    """Make the report; return the state it came to."""
    return make(report_id)


@app.periodic(cron=NIGHTLY, periodic_id="nightly_reports")
@app.task(name="oversight.expire_reports", queue=QUEUE, queueing_lock="expire_reports")
def expire_reports(timestamp: int) -> int:
    """Throw old reports away; return how many they were."""
    return reports_expire(timezone.now())


@app.task(name=closing_queue.TASK, queue=closing_queue.QUEUE)
def close_round(closing_id: int) -> bool:
    """Close the round, or go on closing it; return whether it is closed now."""
    return closing_run(closing_id, timezone.localdate())
