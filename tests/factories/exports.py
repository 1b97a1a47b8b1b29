"""Exports somebody asked for."""

from exports.models import Order
from schools.models import Jurisdiction, School
from tests.factories.days import ON
from tests.factories.visitors import grant, user


def export_order(place: School | Jurisdiction, asked_by=None, **changes) -> Order:
    """Return an export of the place that somebody asked for, still in the queue."""
    home = {"school" if isinstance(place, School) else "jurisdiction": place}
    defaults = {"product": "organizations", "format": "csv", "on": ON, "language": "zh-hans"}
    return Order.objects.create(
        **home, asked_by=asked_by or grant(user(), place).user, **{**defaults, **changes}
    )
