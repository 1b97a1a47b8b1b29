"""What waits for somebody about waivers."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from oversight.cases.desks import above_schools, of_own_schools
from oversight.choices.waiver_request import WaiverState
from oversight.models import WaiverRequest
from oversight.waiting import Brief, Waiting, only


def waiting_for(user: User, on: date, keys: Collection[int] | None = None) -> list[Waiting]:
    """Return the requests the user has to decide, and those the user has to complete, the oldest first."""
    found = only(rows(user, on), keys).select_related("school")
    return [_waiting(row) for row in found.order_by("changed_at", "pk")]


def briefs(user: User, on: date) -> list[Brief]:
    """Return the same in short."""
    found = rows(user, on).order_by("changed_at", "pk")
    fields = ("pk", "state", "asked_on", "changed_at", "school")
    return [
        Brief("waiver", pk, _since(state, asked_on, changed_at), None, school)
        for pk, state, asked_on, changed_at, school in found.values_list(*fields)
    ]


def _since(state: str, asked_on: date, changed_at: datetime) -> date:
    return asked_on if state == WaiverState.ASKED else timezone.localdate(changed_at)


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
        since=_since(row.state, row.asked_on, row.changed_at),
        due=None,
        school=row.school,
        act=_("审批") if is_asked else _("补充"),
    )
