"""When the structure of each demo school was last gone through: mostly last autumn, sometimes long ago."""

from collections.abc import Sequence
from datetime import timedelta

from governance.exchange.building.sheet import Sheet
from governance.exchange.demo.organizations import DemoSchool
from governance.models import StructureReview

#: Of so many schools one is late, of so many one was never reviewed.
_LATE_EVERY, _NEVER_EVERY = 12, 25
_LATE_DAYS, _FIRST_DAYS, _SPREAD = 420, 60, 200


def add_reviews(sheet: Sheet, demos: Sequence[DemoSchool]) -> None:
    """Add the newest review of each school with an organisation of its own, by its place in the county."""
    own = [demo for demo in demos if demo.own is not None]
    for nth, demo in enumerate(own, 1):
        if nth % _NEVER_EVERY == 0:
            continue
        days = _LATE_DAYS if nth % _LATE_EVERY == 0 else _FIRST_DAYS + nth * 7 % _SPREAD
        sheet.add(
            StructureReview(
                school=demo.school,
                reviewed_on=sheet.on - timedelta(days=days),
                note=f"演示-{demo.school.jurisdiction.code}-{nth:04d}",
            )
        )
