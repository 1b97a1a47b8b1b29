"""Jobs of oversight that the worker runs."""

from procrastinate.contrib.django import app

from oversight.reports.making import make_report as make
from oversight.reports.queue import QUEUE, TASK


@app.task(name=TASK, queue=QUEUE)
def make_report(report_id: int) -> str:
    """Make the report; return the state it came to."""
    return make(report_id)
