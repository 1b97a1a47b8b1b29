"""Hand an import to the worker, within the transaction that asks for it."""

from procrastinate.contrib.django import app

from intake.models import RosterImport

TASK, QUEUE = "intake.run_import", "imports"


def enqueue(row: RosterImport) -> None:
    """Let the worker go on with the import; it takes a finished or cancelled one as done."""
    app.configure_task(TASK, queue=QUEUE).defer(import_id=row.pk)
