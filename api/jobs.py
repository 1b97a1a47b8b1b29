"""Jobs of the API that the worker runs: messages to webhooks, and what is kept for a while only."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from api.models import KeptAnswer
from api.webhooks.collecting import happenings_collect
from api.webhooks.sending import deliveries_expire, deliveries_send

QUEUE = "webhooks"
#: The answer to a write is kept so long for who asks again.
ANSWERS_KEPT = timedelta(days=1)
EACH_MINUTE = "* * * * *"
#: The queue counts in UTC: a quarter past three at night in Shanghai.
NIGHTLY = "15 19 * * *"


@app.periodic(cron=EACH_MINUTE, periodic_id="webhooks")
@app.task(name="api.tell", queue=QUEUE, queueing_lock="api.tell", lock="api.tell")
def tell(timestamp: int) -> int:
    """Tell webhooks what has happened, and try again what was not taken; return how many took it."""
    while happenings_collect():
        pass
    return deliveries_send()


@app.periodic(cron=NIGHTLY, periodic_id="api_expire")
@app.task(name="api.expire", queue=QUEUE, queueing_lock="api.expire")
def expire(timestamp: int) -> int:
    """Forget old messages and answers; return how many."""
    answers = KeptAnswer.objects.filter(made_at__lt=timezone.now() - ANSWERS_KEPT).delete()[0]
    return deliveries_expire() + answers
