"""Attestations that end soon, or have ended, and that nothing follows yet."""

from datetime import date, timedelta

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet

from governance.models import Attestation, SchoolCheck
from oversight.attesting.states import OPEN
from oversight.models import Statement
from schools.choices import SchoolState


def ending(on: date, days: int) -> QuerySet[Attestation]:
    """Return the attestations that end within so many days, and those that ended and are still asked for.

    What was attested anew, or stated by the school and not yet answered, is in hand and left out; so are
    schools that are closed. Whether an ended one is still asked for says the newest check of the school.
    """
    same = {"school": OuterRef("school"), "rule": OuterRef("rule")}
    later = Attestation.objects.filter(**same, period__startswith__gte=OuterRef("period__endswith"))
    in_hand = Statement.objects.filter(**same, state__in=OPEN)
    runs_out = Q(period__endswith__gt=on, period__endswith__lte=on + timedelta(days=days))
    has_run_out = Q(period__endswith__lte=on) & Exists(_asked())
    return Attestation.objects.filter(
        runs_out | has_run_out, ~Exists(later), ~Exists(in_hand), period__startswith__lte=on
    ).exclude(school__state=SchoolState.CLOSED)


def _asked() -> QuerySet[SchoolCheck]:
    """Return the check of the school that found the rule waiting to be attested."""
    listed = Func(F("unattested"), OuterRef("rule"), function="jsonb_exists", output_field=BooleanField())
    return SchoolCheck.objects.filter(listed, school=OuterRef("school"))
