"""Hand a report to the worker, within the transaction that asks for it."""

from procrastinate.contrib.django import app

from oversight.models import Report

TASK, QUEUE = "oversight.make_report", "reports"


def enqueue(report: Report) -> None:
    """Let the worker make the report; it takes a finished or cancelled one as done."""
    app.configure_task(TASK, queue=QUEUE).defer(report_id=report.pk)
