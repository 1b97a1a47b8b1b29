"""Findings that wait for somebody."""

from datetime import date, timedelta

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from governance.models import Finding
from oversight.cases.desks import above_schools, of_own_schools
from oversight.cases.lists import WorkRow, work_rows
from oversight.choices.case import TO_BE_LOOKED_AT, WORKING_STATES, CaseState
from oversight.models import with_work
from oversight.waiting import Keys, Waiting

#: So many days before its deadline a finding waits for its school.
SOON = timedelta(days=3)
_WITH_THE_SCHOOL = [state.value for state in WORKING_STATES - TO_BE_LOOKED_AT]


def shown(found: QuerySet[Finding]) -> QuerySet[Finding]:
    """Return them with what a line says."""
    return found.select_related("school__jurisdiction", "case__owner")


def line(finding: Finding, on: date) -> Waiting:
    """Return the finding as a line of the inbox."""
    (row,) = work_rows([finding], on)
    return _waiting(row)


def keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    kind = Case(
        When(work__in=[state.value for state in TO_BE_LOOKED_AT], then=Value("case_to_check")),
        default=Value("case"),
        output_field=CharField(),
    )
    return Keys(kind, TruncDate("case__changed_at"), F("due"), F("school"))


def rows(user: User, on: date) -> QuerySet[Finding]:
    """Return the findings that wait for the user.

    Those above look at what was explained or claimed. A school mends what was returned or reminded of,
    what falls due or is overdue, and each person what he is in charge of.
    """
    if not user.is_authenticated:
        return Finding.objects.none()
    above = Q(work__in=[state.value for state in TO_BE_LOOKED_AT])
    pressing = Q(work=CaseState.RETURNED) | Q(reminded__isnull=False) | Q(due__lte=on + SOON)
    own = Q(work__in=_WITH_THE_SCHOOL) & (pressing | Q(case__owner=user.pk))
    above, own = above & above_schools(user), own & of_own_schools(user)
    found = Finding.objects.filter(_may_wait(user, on), closed_on=None, is_waived=False)
    if not user.is_superuser:  # said once more for all, so that the database begins with few schools
        found = found.filter(school__in=user.granted_schools(GrantRole.OFFICIAL, GrantRole.ADMINISTRATOR))
    return with_work(found).filter(above | own)


def _may_wait(user: User, on: date) -> Q:
    """Return what follows from the rest in columns of the case alone, so that few cases are looked into."""
    states = Q(case__state__in=[CaseState.RETURNED, *TO_BE_LOOKED_AT])
    days = Q(case__reminded_on__isnull=False) | Q(case__due_on__lte=on + SOON)
    return states | days | Q(case__owner=user.pk)


def _waiting(row: WorkRow) -> Waiting:
    is_above = row.line.work in TO_BE_LOOKED_AT
    return Waiting(
        kind="case_to_check" if is_above else "case",
        title=row.sentence,
        url=row.line.url,
        since=timezone.localtime(row.case.changed_at).date(),
        due=row.line.due,
        school=row.finding.school,
        act=_act(row),
    )


def _act(row: WorkRow) -> str:
    if row.line.work == CaseState.CLAIMED:
        return _("复核")
    return _("阅知") if row.line.work == CaseState.EXPLAINED else _("去整改")
