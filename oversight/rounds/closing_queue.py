"""Hand the closing of a round to the worker, within the transaction that asks for it."""

from procrastinate.contrib.django import app

from oversight.models import RoundClosing

TASK, QUEUE = "oversight.close_round", "rounds"


def enqueue(closing: RoundClosing) -> None:
    """Let the worker close the round; it leaves alone what is closed or was called off."""
    app.configure_task(TASK, queue=QUEUE).defer(closing_id=closing.pk)
