"""Findings that wait for somebody."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from governance.models import Finding
from oversight.cases.desks import of_own_schools
from oversight.cases.lists import WorkRow, work_rows
from oversight.choices.case import TO_BE_LOOKED_AT, WORKING_STATES, CaseState
from oversight.models import with_work
from oversight.waiting import Brief, Waiting, only

#: So many days before its deadline a finding waits for its school.
SOON = timedelta(days=3)
_WITH_THE_SCHOOL = [state.value for state in WORKING_STATES - TO_BE_LOOKED_AT]


def waiting_for(user: User, on: date, keys: Collection[int] | None = None) -> list[Waiting]:
    """Return what waits for the user, the longest waiting first, in one query."""
    found = only(rows(user, on), keys).select_related("school__jurisdiction", "case__owner")
    return [_waiting(row) for row in work_rows(found.order_by("case__changed_at", "pk"), on)]


def briefs(user: User, on: date) -> list[Brief]:
    """Return the same in short."""
    found = with_work(rows(user, on)).order_by("case__changed_at", "pk")
    fields = ("pk", "work", "case__changed_at", "due", "school")
    return [
        Brief(_kind(work), pk, timezone.localtime(changed_at).date(), due, school)
        for pk, work, changed_at, due, school in found.values_list(*fields)
    ]


def _kind(work: str) -> str:
    return "case_to_check" if work in TO_BE_LOOKED_AT else "case"


def rows(user: User, on: date) -> QuerySet[Finding]:
    """Return the findings that wait for the user.

    Those above look at what was explained or claimed. A school mends what was returned or reminded of,
    what falls due or is overdue, and each person what he is in charge of.
    """
    if not user.is_authenticated:
        return Finding.objects.none()
    states = [state.value for state in TO_BE_LOOKED_AT]
    above = Q(work__in=states, case__state__in=states)  # said twice, so that the few are found by an index
    pressing = Q(work=CaseState.RETURNED) | Q(reminded__isnull=False) | Q(due__lte=on + SOON)
    own = Q(work__in=_WITH_THE_SCHOOL) & (pressing | Q(case__owner=user.pk))
    found = with_work(Finding.objects.filter(case__isnull=False, closed_on=None, is_waived=False)).order_by()
    # Two sets, each found its own way: as one condition with "or" every finding would be looked at. By
    # schools, not by places as elsewhere: from the places of a province all its findings would be.
    above = found.filter(above if user.is_superuser else above & _above_schools(user)).values("pk")
    own = found.filter(own & of_own_schools(user)).values("pk")
    return Finding.objects.filter(pk__in=above.union(own))


def _above_schools(user: User) -> Q:
    return Q(school__in=user.granted_schools(GrantRole.OFFICIAL))


def _waiting(row: WorkRow) -> Waiting:
    return Waiting(
        kind=_kind(row.line.work),
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
