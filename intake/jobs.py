"""Jobs of imports that the worker runs."""

from procrastinate.contrib.django import app

from intake.running.making import run_import as run
from intake.running.queue import QUEUE, TASK


@app.task(name=TASK, queue=QUEUE)
def run_import(import_id: int) -> str:
    """Go on with the import; return the state it came to."""
    return run(import_id)
