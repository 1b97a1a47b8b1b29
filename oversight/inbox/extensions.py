"""Terms whose extension was applied for and is not approved."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from governance.choices import LIVE_STATES
from governance.models import Term
from oversight.cases.desks import above_schools
from oversight.waiting import Waiting


def rows(user: User, on: date) -> QuerySet[Term]:
    """Return the terms whose extension the user decides on."""
    asked = Term.objects.as_of(on).filter(
        extension_applied_on__lte=on,
        extension=None,
        organization__state__in=LIVE_STATES,
        organization__school__isnull=False,
    )
    return asked.filter(above_schools(user, "organization__school"))


def waiting_for(user: User, on: date) -> list[Waiting]:
    """Return them as lines of the inbox; the answer is due before the term ends."""
    found = rows(user, on).select_related("organization__school").order_by("extension_applied_on", "pk")
    return [_waiting(term) for term in found]


def _waiting(term: Term) -> Waiting:
    organization = term.organization
    return Waiting(
        kind="extension",
        title=_("“{name}”申请延期换届").format(name=organization),
        url=reverse("governance:organization", args=[organization.number]),
        since=term.extension_applied_on,
        due=term.planned_end,
        school=organization.school,
        act=_("审批"),
    )
