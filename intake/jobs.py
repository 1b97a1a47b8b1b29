"""Jobs of imports that the worker runs."""

from django.utils import timezone
from procrastinate.contrib.django import app

from intake.running.expiring import imports_expire
from intake.running.making import run_import as run
from intake.running.queue import QUEUE, TASK

#: The queue counts in UTC: half past three at night in Shanghai.
NIGHTLY = "30 19 * * *"


@app.task(name=TASK, queue=QUEUE)
def run_import(import_id: int) -> str:
    """Go on with the import; return the state it came to."""
    return run(import_id)


@app.periodic(cron=NIGHTLY, periodic_id="nightly_imports")
@app.task(name="intake.expire_imports", queue=QUEUE, queueing_lock="expire_imports")
def expire_imports(timestamp: int) -> int:
    """Throw old imports away; return how many they were."""
    return imports_expire(timezone.now())
