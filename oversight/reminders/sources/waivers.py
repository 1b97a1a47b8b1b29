"""Waivers that end: sixty days before, and fourteen."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.models import Waiver
from oversight.choices.reminding import To
from oversight.due import Due

LABELS = {"waiver": _("豁免")}
TEXTS = {
    "waiver_ahead": _(
        "{school}的豁免（{rule}）将于{deadline}到期。仍需豁免的，请及早申请续期；到期后不符合的重新计为问题。"
    ),
    "waiver_soon": _("{school}的豁免（{rule}）将于{deadline}到期，不足半个月，尚未续期。"),
}
AHEAD, SOON = 60, 14


def due_dates(on: date) -> Iterator[Due]:
    """Yield the waivers in force that end soon and that no later one continues."""
    same = {name: OuterRef(name) for name in ("rule", "subject_kind", "subject_number")}
    later = Waiver.objects.filter(**same, period__startswith__gt=OuterRef("period__startswith"))
    ending = Waiver.objects.as_of(on).filter(
        ~Exists(later), period__endswith__lte=on + timedelta(days=AHEAD + 1)
    )
    for waiver in ending.select_related("school").order_by("pk"):
        days, kind = (SOON, "waiver_soon") if _is_soon(waiver, on) else (AHEAD, "waiver_ahead")
        for to in (To.SCHOOL, To.ABOVE):
            yield Due(
                kind=kind,
                key=f"waiver/{'/'.join(waiver.natural_key())}/{waiver.last_day}/{kind}/{to}",
                due_on=waiver.last_day - timedelta(days=days),
                deadline=waiver.last_day,
                school_id=waiver.school_id,
                jurisdiction_id=None,
                to=to,
                words={
                    "school": waiver.school.name,
                    "rule": waiver.rule,
                    "deadline": waiver.last_day.isoformat(),
                },
                url=reverse("governance:school", args=[waiver.school.code]) + "#findings",
            )


def _is_soon(waiver: Waiver, on: date) -> bool:
    return on >= waiver.last_day - timedelta(days=SOON)
