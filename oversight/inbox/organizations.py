"""Organisations that schools apply to found."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from governance.choices import OrgState
from governance.models import PartyOrganization
from governance.rules.parameters import DEFAULTS
from oversight.cases.desks import above_schools
from oversight.waiting import Waiting
from schools.periods import add_months


def rows(user: User, _on: date) -> QuerySet[PartyOrganization]:
    """Return the applications the user decides on."""
    submitted = PartyOrganization.objects.filter(state=OrgState.SUBMITTED, school__isnull=False)
    return submitted.filter(above_schools(user))


def waiting_for(user: User, on: date) -> list[Waiting]:
    """Return them as lines of the inbox; the answer is due within the time the regulation gives."""
    found = rows(user, on).select_related("school").order_by("state_since", "pk")
    return [_waiting(organization) for organization in found]


def _waiting(organization: PartyOrganization) -> Waiting:
    since = organization.applied_on or organization.state_since
    return Waiting(
        kind="organization",
        title=_("申请设立“{name}”").format(name=organization),
        url=reverse("governance:organization", args=[organization.number]),
        since=since,
        due=add_months(since, DEFAULTS["APPROVE_MONTHS"]),
        school=organization.school,
        act=_("审批"),
    )
