"""What waits for somebody in filings: those handed in for the office, those returned for the school."""

from datetime import date

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from oversight.choices.filing import FilingState
from oversight.models import Filing
from oversight.waiting import Keys, Waiting, nothing


def shown(found: QuerySet[Filing]) -> QuerySet[Filing]:
    """Return them with what a line says."""
    return found.select_related("school__jurisdiction").defer("content")


def keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    submitted = Q(state=FilingState.SUBMITTED)
    kind = Case(
        When(submitted, then=Value("filing")), default=Value("filing_returned"), output_field=CharField()
    )
    since = Case(When(submitted, then=TruncDate("submitted_at")), default=TruncDate("changed_at"))
    return Keys(kind, since, nothing(), F("school"))


def rows(user: User, _on: date) -> QuerySet[Filing]:
    """Return the filings that wait for the user."""
    later = Filing.objects.filter(school=OuterRef("school"), submitted_at__gt=OuterRef("submitted_at"))
    submitted = Q(state=FilingState.SUBMITTED)
    returned = Q(state=FilingState.RETURNED) & ~Exists(later)
    found = Filing.objects.all()
    if not user.is_superuser:
        submitted &= Q(school__in=user.granted_schools(GrantRole.OFFICIAL))
        returned &= Q(school__in=user.granted_schools(GrantRole.ADMINISTRATOR))
        # said once more for both, so that the database begins with few schools
        found = found.filter(school__in=user.granted_schools(GrantRole.OFFICIAL, GrantRole.ADMINISTRATOR))
    return found.filter(submitted | returned)


def line(filing: Filing, _on: date) -> Waiting:
    """Return the filing as a line of the inbox."""
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
