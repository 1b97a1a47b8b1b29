"""What is tidied at the door each night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.domain.dormant import dormant_disable
from accounts.domain.guesses import guesses_expire
from accounts.domain.lost import lost_password_write
from accounts.sending.once import forms_forget

QUEUE = "accounts"
#: The queue counts in UTC: half past one at night in Shanghai.
NIGHTLY = "30 17 * * *"


@app.periodic(cron=NIGHTLY, periodic_id="nightly_accounts")
@app.task(name="accounts.tidy", queue=QUEUE, queueing_lock="tidy", lock="tidy")
def tidy(timestamp: int) -> int:
    """Switch dormant accounts off, forget old guesses and forms; return how many were switched off."""
    now = timezone.now()
    guesses_expire(now)
    forms_forget(now)
    return len(dormant_disable(now))


@app.task(name="accounts.write_lost_password", queue=QUEUE)
def write_lost_password(email: str) -> int:
    """Write the letters, return how many: a job, for the page must not take longer where there is a user."""
    return lost_password_write(email)
