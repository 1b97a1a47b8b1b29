"""Hand an order to the worker, within the transaction that gives it."""

from procrastinate.contrib.django import app

from exports.models import Order

TASK, QUEUE = "exports.make_order", "reports"


def enqueue(order: Order) -> None:
    """Let the worker make the file; it takes a finished or cancelled order as done."""
    app.configure_task(TASK, queue=QUEUE).defer(order_id=order.pk)
