"""What waits for somebody about rules that people attest."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from oversight.cases.desks import above_schools, of_own_schools
from oversight.choices.statement import StatementState
from oversight.models import Statement
from oversight.waiting import Brief, Waiting, only


def waiting_for(user: User, on: date, keys: Collection[int] | None = None) -> list[Waiting]:
    """Return the statements the user has to confirm, and those the user has to complete, the oldest first."""
    found = only(rows(user, on), keys).select_related("school")
    return [_waiting(row) for row in found.order_by("changed_at", "pk")]


def briefs(user: User, on: date) -> list[Brief]:
    """Return the same in short."""
    found = rows(user, on).order_by("changed_at", "pk")
    fields = ("pk", "state", "made_on", "changed_at", "school")
    return [
        Brief("statement", pk, _since(state, made_on, changed_at), None, school)
        for pk, state, made_on, changed_at, school in found.values_list(*fields)
    ]


def _since(state: str, made_on: date, changed_at: datetime) -> date:
    return made_on if state == StatementState.HANDED_IN else timezone.localdate(changed_at)


def rows(user: User, _on: date) -> QuerySet[Statement]:
    """Return the statements the user has to confirm, and those the user has to complete."""
    if not (user.is_authenticated and user.is_active):
        return Statement.objects.none()
    handed_in = Q(state=StatementState.HANDED_IN) & above_schools(user)
    returned = Q(state=StatementState.RETURNED) & of_own_schools(user)
    return Statement.objects.filter(handed_in | returned)


def _waiting(row: Statement) -> Waiting:
    is_new = row.state == StatementState.HANDED_IN
    title = _("{school}上报{rule}的自查结果：{conclusion}") if is_new else _("退回补充：{rule}的自查上报")
    return Waiting(
        kind="statement",
        title=title.format(school=row.school, rule=row.rule, conclusion=row.get_conclusion_display()),
        url=reverse("oversight:attestation", args=[row.school.code, row.rule]),
        since=_since(row.state, row.made_on, row.changed_at),
        due=None,
        school=row.school,
        act=_("确认") if is_new else _("补充"),
    )
