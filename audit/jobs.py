"""Jobs name themselves on record, and one closes and seals what was recorded."""

from collections.abc import Callable
from typing import Any

from procrastinate.contrib.django import app

from audit import context
from audit.sealing import seal_pending

QUEUE = "audit"

#: Every five minutes: what was changed by somebody above the application since the last seal is not told
#: apart from what was written.
OFTEN = "*/5 * * * *"


def jobs_name_themselves(made: Any) -> None:
    """Let every job of the application ``made`` act under its own name; called when it is ready."""
    before = made.worker_defaults.get("task_middleware") or []
    made.worker_defaults["task_middleware"] = [*before, named]


def named(go_on: Callable[[], Any], about: Any, _worker: Any) -> Any:
    """Put down to the job what it writes."""
    with context.acting(context.job(about.job.task_name)):
        return go_on()


@app.periodic(cron=OFTEN, periodic_id="seal_audit")
@app.task(name="audit.seal", queue=QUEUE, queueing_lock="seal_audit", lock="seal_audit")
def seal(timestamp: int) -> int:
    """Seal what is complete; return how many batches were sealed."""
    return len(seal_pending())
