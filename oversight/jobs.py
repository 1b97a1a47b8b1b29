"""Jobs that run without a person: the reminders of the day, and the digests by mail."""

from django.utils import timezone
from procrastinate.contrib.django import app

from oversight.digests.sending import digests_send
from oversight.models import ReminderRun
from oversight.reminders.running import reminders_run

QUEUE = "reminders"

#: The queue counts in UTC: this is six in the morning in Shanghai, after the nightly check.
MORNING = "0 22 * * *"
#: Each hour from seven to eight in the evening in Shanghai: what could not be sent is tried again.
HOURLY = "20 23,0-12 * * *"


@app.periodic(cron=MORNING, periodic_id="daily_reminders")
@app.task(name="oversight.remind", queue=QUEUE, queueing_lock="remind", lock="remind")
def remind(timestamp: int) -> int:
    """Make and deliver what is due today, and whatever was missed; return how many people were told."""
    return reminders_run(timezone.localdate()).delivered


@app.periodic(cron=HOURLY, periodic_id="hourly_digests")
@app.task(name="oversight.send_digests", queue=QUEUE, queueing_lock="send_digests", lock="send_digests")
def send_digests(timestamp: int) -> int:
    """Send the digests that are due and not sent; return how many were sent.

    Where the morning's job did not run, its work is done first.
    """
    today = timezone.localdate()
    if not ReminderRun.objects.filter(on=today).exists():
        reminders_run(today)
    return digests_send(today).sent
