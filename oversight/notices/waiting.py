"""Notices that wait for somebody."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from oversight.cases.desks import of_own_schools
from oversight.choices.notice import NoticeState
from oversight.models import Notice
from oversight.waiting import Brief, Waiting, only

_OF_THE_SCHOOL = (NoticeState.ISSUED, NoticeState.RECEIVED)


def waiting_for(user: User, on: date, keys: Collection[int] | None = None) -> list[Waiting]:
    """Return what waits for the user, the longest waiting first, in one query."""
    found = only(rows(user, on), keys).select_related("school__jurisdiction")
    return [_waiting(notice) for notice in found.order_by("changed_at", "pk")]


def briefs(user: User, on: date) -> list[Brief]:
    """Return the same in short."""
    found = rows(user, on).order_by("changed_at", "pk")
    fields = ("pk", "state", "changed_at", "deadline", "school")
    return [
        Brief(_kind(state), pk, timezone.localtime(changed_at).date(), _due(state, deadline), school)
        for pk, state, changed_at, deadline, school in found.values_list(*fields)
    ]


def _kind(state: str) -> str:
    return "notice_to_check" if state == NoticeState.ANSWERED else "notice"


def _due(state: str, deadline: date) -> date | None:
    return None if state == NoticeState.ANSWERED else deadline


def rows(user: User, _on: date) -> QuerySet[Notice]:
    """Return the notices that wait for the user.

    A school receives and answers, the office looks at the answers.
    """
    if not user.is_authenticated:
        return Notice.objects.none()
    own, office = Q(state__in=_OF_THE_SCHOOL) & of_own_schools(user), Q(state=NoticeState.ANSWERED)
    if not user.is_superuser:
        office &= Q(jurisdiction__in=user.granted_jurisdictions(GrantRole.OFFICIAL))
    return Notice.objects.filter(own | office)


def _waiting(notice: Notice) -> Waiting:
    acts = {
        NoticeState.ISSUED: _("签收"),
        NoticeState.RECEIVED: _("报告整改情况"),
        NoticeState.ANSWERED: _("审核"),
    }
    return Waiting(
        kind=_kind(notice.state),
        title=_("整改通知书{number}").format(number=notice.number),
        url=reverse("oversight:notice", args=[notice.pk]),
        since=timezone.localtime(notice.changed_at).date(),
        due=_due(notice.state, notice.deadline),
        school=notice.school,
        act=acts[NoticeState(notice.state)],
    )
