"""What is tidied of people's data each night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from privacy.retention import erase_overdue

QUEUE = "privacy"
#: The queue counts in UTC: two at night in Shanghai.
NIGHTLY = "0 18 * * *"


@app.periodic(cron=NIGHTLY, periodic_id="nightly_privacy")
@app.task(name="privacy.erase", queue=QUEUE, queueing_lock="erase", lock="erase")
def erase(timestamp: int) -> int:
    """Erase what is overdue; return how many people and accounts lost their names."""
    erased = erase_overdue(timezone.now())
    return erased.people + erased.accounts
