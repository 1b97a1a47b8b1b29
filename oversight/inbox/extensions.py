"""Terms whose extension was applied for and is not approved."""

from datetime import date

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from governance.choices import LIVE_STATES
from governance.models import Term
from oversight.waiting import Keys, Waiting, word


def rows(user: User, on: date) -> QuerySet[Term]:
    """Return the terms whose extension the user decides on."""
    asked = Term.objects.as_of(on).filter(
        extension_applied_on__lte=on,
        extension=None,
        organization__state__in=LIVE_STATES,
        organization__school__isnull=False,
    )
    if user.is_superuser:
        return asked
    return asked.filter(organization__school__in=user.granted_schools(GrantRole.OFFICIAL))


def keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    return Keys(word("extension"), F("extension_applied_on"), F("planned_end"), F("organization__school"))


def shown(found: QuerySet[Term]) -> QuerySet[Term]:
    """Return them with what a line says."""
    return found.select_related("organization__school")


def line(term: Term, _on: date) -> Waiting:
    """Return the application as a line; the answer is due before the term ends."""
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
