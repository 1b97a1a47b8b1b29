"""Waivers that are about to end: told 60 and 14 days before, unless they go on."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse

from governance.models import Waiver
from governance.rules.catalogue import all_rules
from oversight.due import Due

#: Days before the first day on which the waiver no longer counts; the official is told the second time.
STAGES = ((60, ("school",)), (14, ("school", "above")))


def due_dates(on: date) -> Iterator[Due]:
    """Yield what people are to be told by ``on`` about waivers in force that nothing continues.

    Of the two stages the newer one: it says all that the other did.
    """
    later = Waiver.objects.filter(
        rule=OuterRef("rule"),
        subject_kind=OuterRef("subject_kind"),
        subject_number=OuterRef("subject_number"),
        period__startswith__gte=OuterRef("period__endswith"),
    )
    longest = max(days for days, _to in STAGES)
    ending = Waiver.objects.as_of(on).filter(period__endswith__lte=on + timedelta(days=longest))
    for waiver in ending.exclude(Exists(later)).select_related("school").order_by("period__endswith", "pk"):
        begun = [stage for stage in STAGES if waiver.ends_on - timedelta(days=stage[0]) <= on]
        days, people = min(begun)
        yield from (_due(waiver, days, waiver.ends_on - timedelta(days=days), to) for to in people)


def _due(waiver: Waiver, days: int, due_on: date, to: str) -> Due:
    rule = all_rules().get(waiver.rule)
    return Due(
        kind=f"waiver_{days}_days",
        key=f"waiver:{waiver.pk}:{waiver.ends_on}:{days}:{to}",
        due_on=due_on,
        deadline=waiver.last_day,
        school_id=waiver.school_id,
        jurisdiction_id=None,
        to=to,
        words={
            "school": waiver.school.name,
            "rule": waiver.rule,
            "name": str(rule.name) if rule else "",
            "until": waiver.last_day.isoformat(),
        },
        url=reverse("oversight:school_waivers", args=[waiver.school.code]) + "?view=expiring",
    )
