"""Notices that wait for somebody."""

from datetime import date

from django.db.models import Case, CharField, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from oversight.cases.desks import of_own_schools
from oversight.choices.notice import NoticeState
from oversight.models import Notice
from oversight.waiting import Keys, Waiting

_OF_THE_SCHOOL = (NoticeState.ISSUED, NoticeState.RECEIVED)


def shown(found: QuerySet[Notice]) -> QuerySet[Notice]:
    """Return them with what a line says."""
    return found.select_related("school__jurisdiction")


def keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    is_answered = Q(state=NoticeState.ANSWERED)
    kind = Case(
        When(is_answered, then=Value("notice_to_check")), default=Value("notice"), output_field=CharField()
    )
    due = Case(When(is_answered, then=None), default=F("deadline"), output_field=DateField())
    return Keys(kind, TruncDate("changed_at"), due, F("school"))


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


def line(notice: Notice, _on: date) -> Waiting:
    """Return the notice as a line of the inbox."""
    acts = {
        NoticeState.ISSUED: _("签收"),
        NoticeState.RECEIVED: _("报告整改情况"),
        NoticeState.ANSWERED: _("审核"),
    }
    is_answered = notice.state == NoticeState.ANSWERED
    return Waiting(
        kind="notice_to_check" if is_answered else "notice",
        title=_("整改通知书{number}").format(number=notice.number),
        url=reverse("oversight:notice", args=[notice.pk]),
        since=timezone.localtime(notice.changed_at).date(),
        due=None if is_answered else notice.deadline,
        school=notice.school,
        act=acts[NoticeState(notice.state)],
    )
