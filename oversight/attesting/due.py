"""When to remind of attestations: 30 and 14 days before they end, and once they have ended."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from governance.models import Attestation
from governance.rules.catalogue import all_rules
from oversight.attesting.cells import SOON_DAYS
from oversight.attesting.ending import ending
from oversight.due import Due

BOTH = ("school", "above")
#: Stage → days before the first day on which the attestation no longer counts, and who is told.
STAGES: dict[str, tuple[int, tuple[str, ...]]] = {
    f"{SOON_DAYS}_days": (SOON_DAYS, ("school",)),
    "14_days": (14, BOTH),
    "ended": (0, BOTH),
}


def due_dates(on: date) -> Iterator[Due]:
    """Yield what people are to be told by ``on``; of the stages the newest: it says all the others did."""
    found = ending(on, SOON_DAYS).select_related("school").order_by("period__endswith", "pk")
    for attestation in found.iterator(chunk_size=500):
        begun = [(name, days, to) for name, (days, to) in STAGES.items() if _begins(attestation, days) <= on]
        name, days, people = begun[-1]
        yield from (_due(attestation, name, _begins(attestation, days), to) for to in people)


def _begins(attestation: Attestation, days: int) -> date:
    return attestation.ends_on - timedelta(days=days)


def _due(attestation: Attestation, stage: str, begins: date, to: str) -> Due:
    rule = all_rules().get(attestation.rule)
    return Due(
        kind=f"attestation_{stage}",
        key=f"attestation:{attestation.pk}:{attestation.ends_on}:{stage}:{to}",
        due_on=begins,
        deadline=attestation.last_day,
        school_id=attestation.school_id,
        jurisdiction_id=None,
        to=to,
        words={
            "school": attestation.school.name,
            "rule": attestation.rule,
            "name": str(rule.name) if rule else "",
            "until": attestation.last_day.isoformat(),
        },
        url=reverse("oversight:attestation", args=[attestation.school.code, attestation.rule]),
    )
