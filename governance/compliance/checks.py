"""What a check of a school came to: outcomes, open questions, coverage."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from governance.choices import Outcome
from governance.facts import SchoolFacts
from governance.models import SchoolCheck
from governance.rules.catalogue import rules_version
from governance.rules.org.uncovered_base_units import coverage
from governance.rules.results import Judgement

#: Counted apart from what lacks data: rules that wait for somebody to attest them.
UNATTESTED = "unattested"
FIELDS = (
    "on",
    "checked_at",
    "rules_version",
    "outcomes",
    "unknown",
    "unattested",
    "base_units",
    "covered_units",
)


def checked_after(school_ids: Iterable[int], on: date) -> set[int]:
    """Return those of the schools whose newest check is for a later day than ``on``."""
    later = SchoolCheck.objects.filter(school__in=list(school_ids), on__gt=on)
    return set(later.values_list("school_id", flat=True))


def record_checks(
    facts: Mapping[int, SchoolFacts], judgements: Mapping[int, Collection[Judgement]], on: date
) -> None:
    """Store the check of each school of ``facts`` in place of the one before, in one statement."""
    now = timezone.now()
    SchoolCheck.objects.bulk_create(
        [
            SchoolCheck(
                school_id=pk,
                on=on,
                checked_at=now,
                rules_version=rules_version(),
                outcomes=outcomes(judgements[pk]),
                unknown=unknown(judgements[pk]),
                unattested=[j.rule for j in judgements[pk] if j.waits],
                **_units(one),
            )
            for pk, one in facts.items()
        ],
        update_conflicts=True,
        unique_fields=["school"],
        update_fields=FIELDS,
    )


def outcomes(judgements: Iterable[Judgement]) -> dict[str, int]:
    """Return how many judgements came to each outcome; what waits to be attested is counted apart."""
    return dict(Counter(UNATTESTED if j.waits else j.result.outcome.value for j in judgements))


def unknown(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    """Return what could not be judged and which data are missing, as the forms name them."""
    return [
        {"rule": j.rule, "subject_name": j.subject_name, "missing": list(j.result.missing)}
        for j in judgements
        if j.result.outcome == Outcome.UNKNOWN and not j.waits
    ]


def _units(facts: SchoolFacts) -> dict[str, int]:
    covered, total = coverage(facts)
    return {"base_units": total, "covered_units": covered}
