"""Organisations that schools apply to found."""

from datetime import date

from django.db.models import DateField, F, Func, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from governance.choices import OrgState
from governance.models import PartyOrganization
from governance.rules.parameters import DEFAULTS
from oversight.waiting import Keys, Waiting, word
from schools.periods import add_months


def rows(user: User, _on: date) -> QuerySet[PartyOrganization]:
    """Return the applications the user decides on."""
    submitted = PartyOrganization.objects.filter(state=OrgState.SUBMITTED, school__isnull=False)
    if user.is_superuser:
        return submitted
    return submitted.filter(school__in=user.granted_schools(GrantRole.OFFICIAL))


def keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    since = Coalesce("applied_on", "state_since", output_field=DateField())
    due = Func(
        since,
        Value(DEFAULTS["APPROVE_MONTHS"]),
        template="(%(expressions)s))::date",
        arg_joiner=" + make_interval(months => ",
        output_field=DateField(),
    )
    return Keys(word("organization"), since, due, F("school"))


def shown(found: QuerySet[PartyOrganization]) -> QuerySet[PartyOrganization]:
    """Return them with what a line says."""
    return found.select_related("school")


def line(organization: PartyOrganization, _on: date) -> Waiting:
    """Return the application as a line; the answer is due within the time the regulation gives."""
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
