"""Grants that are about to end: told 30 and 7 days before, unless they go on."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accounts.models import AccessGrant, GrantRole
from oversight.due import Due

#: Days before the first day on which the grant no longer holds.
STAGES = (30, 7)
#: Roles of a school that its own administrators give; about the others those above are told.
_GIVEN_BY_THE_SCHOOL = (GrantRole.EDITOR, GrantRole.VIEWER)


def due_dates(on: date) -> Iterator[Due]:
    """Yield what people are to be told by ``on`` about grants in force that nothing continues.

    Of the two stages the newer one: it says all that the other did.
    """
    goes_on = Q(period__startswith__lte=OuterRef("period__endswith"))
    goes_on &= Q(period__endswith=None) | Q(period__endswith__gt=OuterRef("period__endswith"))
    later = AccessGrant.objects.filter(goes_on, user=OuterRef("user"), role=OuterRef("role"))
    at_jurisdiction = later.filter(jurisdiction=OuterRef("jurisdiction"))
    at_school = later.filter(school=OuterRef("school"), organization=None)
    at_branch = later.filter(organization=OuterRef("organization"))
    ending = AccessGrant.objects.as_of(on).filter(
        period__endswith__lte=on + timedelta(days=max(STAGES)), user__is_active=True
    )
    ending = ending.exclude(Exists(at_jurisdiction)).exclude(Exists(at_school)).exclude(Exists(at_branch))
    related = ("user", "school", "jurisdiction", "organization")
    for grant in ending.select_related(*related).order_by("period__endswith", "pk"):
        days = min(stage for stage in STAGES if grant.ends_on - timedelta(days=stage) <= on)
        yield _due(grant, days)


def _due(grant: AccessGrant, days: int) -> Due:
    to = "office" if grant.jurisdiction else "above"
    if grant.school and grant.role in _GIVEN_BY_THE_SCHOOL:
        to = "school"
    return Due(
        kind=f"grant_{days}_days",
        key=f"grant:{grant.pk}:{grant.ends_on}:{days}:{to}",
        due_on=grant.ends_on - timedelta(days=days),
        deadline=grant.last_day,
        school_id=grant.school_id,
        jurisdiction_id=grant.jurisdiction_id,
        to=to,
        words={
            "user": str(grant.user),
            "scope": str(grant.scope),
            "until": grant.last_day.isoformat(),
        },
        url=reverse("accounts:grant_person", args=[grant.user_id]),
    )
