"""What waits for somebody in filings: those handed in for the office, those returned for the school."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from oversight.cases.desks import above_schools, of_own_schools
from oversight.choices.filing import FilingState
from oversight.models import Filing
from oversight.waiting import Brief, Waiting, only


def waiting_for(user: User, on: date, keys: Collection[int] | None = None) -> list[Waiting]:
    """Return what waits for the user, in one query; nothing of it has a day by which it is to be done."""
    found = only(rows(user, on), keys).select_related("school__jurisdiction").defer("content")
    return [_waiting(one) for one in found.order_by("submitted_at", "pk")]


def briefs(user: User, on: date) -> list[Brief]:
    """Return the same in short."""
    found = rows(user, on).order_by("submitted_at", "pk")
    fields = ("pk", "state", "submitted_at", "changed_at", "school")
    return [
        Brief(_kind(state), pk, _since(state, submitted_at, changed_at), None, school)
        for pk, state, submitted_at, changed_at, school in found.values_list(*fields)
    ]


def _kind(state: str) -> str:
    return "filing" if state == FilingState.SUBMITTED else "filing_returned"


def _since(state: str, submitted_at: datetime, changed_at: datetime) -> date:
    return timezone.localdate(submitted_at if state == FilingState.SUBMITTED else changed_at)


def rows(user: User, _on: date) -> QuerySet[Filing]:
    """Return the filings that wait for the user."""
    later = Filing.objects.filter(school=OuterRef("school"), submitted_at__gt=OuterRef("submitted_at"))
    submitted = Q(state=FilingState.SUBMITTED) & above_schools(user)
    returned = Q(state=FilingState.RETURNED) & of_own_schools(user) & ~Exists(later)
    return Filing.objects.filter(submitted | returned)


def _waiting(filing: Filing) -> Waiting:
    is_submitted = filing.state == FilingState.SUBMITTED
    title = _("{filing}等待审核") if is_submitted else _("{filing}被退回，等待重新报送")
    return Waiting(
        _kind(filing.state),
        title.format(filing=filing),
        reverse("oversight:filing", args=[filing.pk]),
        _since(filing.state, filing.submitted_at, filing.changed_at),
        None,
        filing.school,
        _("审核备案") if is_submitted else _("重新报送"),
    )
