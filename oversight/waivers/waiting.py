"""What waits for somebody about waivers."""

from datetime import date

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from oversight.choices.waiver_request import WaiverState
from oversight.models import WaiverRequest
from oversight.waiting import Keys, Waiting, nothing, word


def shown(found: QuerySet[WaiverRequest]) -> QuerySet[WaiverRequest]:
    """Return them with what a line says."""
    return found.select_related("school")


def keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    since = Case(When(state=WaiverState.ASKED, then=F("asked_on")), default=TruncDate("changed_at"))
    return Keys(word("waiver"), since, nothing(), F("school"))


def rows(user: User, _on: date) -> QuerySet[WaiverRequest]:
    """Return the requests the user has to decide, and those the user has to complete."""
    if not user.is_authenticated:
        return WaiverRequest.objects.none()
    asked, returned = Q(state=WaiverState.ASKED), Q(state=WaiverState.RETURNED)
    if not user.is_superuser:
        asked &= Q(school__in=user.granted_schools(GrantRole.OFFICIAL))
        returned &= Q(school__in=user.granted_schools(GrantRole.ADMINISTRATOR))
    return WaiverRequest.objects.visible_to(user).filter(asked | returned)


def line(row: WaiverRequest, _on: date) -> Waiting:
    """Return it as a line of the inbox."""
    is_asked = row.state == WaiverState.ASKED
    title = _("{school}申请豁免{rule}（{subject}）") if is_asked else _("退回补充：豁免{rule}（{subject}）")
    return Waiting(
        kind="waiver",
        title=title.format(school=row.school, rule=row.rule, subject=row.subject_name),
        url=reverse("oversight:waiver", args=[row.pk]),
        since=row.asked_on if is_asked else timezone.localdate(row.changed_at),
        due=None,
        school=row.school,
        act=_("审批") if is_asked else _("补充"),
    )
