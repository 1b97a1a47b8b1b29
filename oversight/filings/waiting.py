"""What waits for somebody in filings: those handed in for the office, those returned for the school."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from oversight.cases.desks import above_schools, of_own_schools
from oversight.choices.filing import FilingState
from oversight.models import Filing
from oversight.waiting import Waiting


def waiting_for(user: User, on: date) -> list[Waiting]:
    """Return what waits for the user, in one query; nothing of it has a day by which it is to be done."""
    found = rows(user, on).select_related("school__jurisdiction").defer("content")
    return [_waiting(one) for one in found.order_by("submitted_at", "pk")]


def rows(user: User, _on: date) -> QuerySet[Filing]:
    """Return the filings that wait for the user."""
    later = Filing.objects.filter(school=OuterRef("school"), submitted_at__gt=OuterRef("submitted_at"))
    submitted = Q(state=FilingState.SUBMITTED) & above_schools(user)
    returned = Q(state=FilingState.RETURNED) & of_own_schools(user) & ~Exists(later)
    return Filing.objects.filter(submitted | returned)


def _waiting(filing: Filing) -> Waiting:
    is_submitted = filing.state == FilingState.SUBMITTED
    title = _("{filing}等待审核") if is_submitted else _("{filing}被退回，等待重新报送")
    since = filing.submitted_at if is_submitted else filing.changed_at
    return Waiting(
        "filing" if is_submitted else "filing_returned",
        title.format(filing=filing),
        reverse("oversight:filing", args=[filing.pk]),
        timezone.localdate(since),
        None,
        filing.school,
        _("审核备案") if is_submitted else _("重新报送"),
    )
