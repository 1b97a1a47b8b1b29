"""What waits for somebody about waivers."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from oversight.cases.desks import above_schools, of_own_schools
from oversight.choices.waiver_request import WaiverState
from oversight.models import WaiverRequest
from oversight.waiting import Waiting


def waiting_for(user: User, on: date) -> list[Waiting]:
    """Return the requests the user has to decide, and those the user has to complete, the oldest first."""
    found = rows(user, on).select_related("school")
    return [_waiting(row) for row in found.order_by("changed_at", "pk")]


def rows(user: User, _on: date) -> QuerySet[WaiverRequest]:
    """Return the requests the user has to decide, and those the user has to complete."""
    if not (user.is_authenticated and user.is_active):
        return WaiverRequest.objects.none()
    asked = Q(state=WaiverState.ASKED) & above_schools(user)
    returned = Q(state=WaiverState.RETURNED) & of_own_schools(user)
    return WaiverRequest.objects.filter(asked | returned)


def _waiting(row: WaiverRequest) -> Waiting:
    is_asked = row.state == WaiverState.ASKED
    title = _("{school}申请豁免{rule}（{subject}）") if is_asked else _("退回补充：豁免{rule}（{subject}）")
    return Waiting(
        kind="waiver",
        title=title.format(school=row.school, rule=row.rule, subject=row.subject_name),
        url=reverse("oversight:waiver", args=[row.pk]),
        since=row.asked_on if is_asked else row.changed_at.date(),
        due=None,
        school=row.school,
        act=_("审批") if is_asked else _("补充"),
    )
