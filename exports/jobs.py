"""Jobs of exports that the worker runs."""

from django.utils import timezone
from procrastinate.contrib.django import app

from exports.orders.ordering import orders_expire
from exports.orders.queue import QUEUE, TASK
from exports.orders.running import order_run

#: The queue counts in UTC: twenty past three at night in Shanghai.
NIGHTLY = "20 19 * * *"


@app.task(name=TASK, queue=QUEUE)
def make_order(order_id: int) -> str:
    """Make the export; return the state it came to."""
    return order_run(order_id)


@app.periodic(cron=NIGHTLY, periodic_id="nightly_exports")
@app.task(name="exports.expire_orders", queue=QUEUE, queueing_lock="expire_orders")
def expire_orders(timestamp: int) -> int:
    """Throw old exports away; return how many they were."""
    return orders_expire(timezone.now())
