"""What waits for somebody about rules that people attest."""

from datetime import date

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from oversight.choices.statement import StatementState
from oversight.models import Statement
from oversight.waiting import Keys, Waiting, nothing, word


def shown(found: QuerySet[Statement]) -> QuerySet[Statement]:
    """Return them with what a line says."""
    return found.select_related("school")


def keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    since = Case(When(state=StatementState.HANDED_IN, then=F("made_on")), default=TruncDate("changed_at"))
    return Keys(word("statement"), since, nothing(), F("school"))


def rows(user: User, _on: date) -> QuerySet[Statement]:
    """Return the statements the user has to confirm, and those the user has to complete."""
    if not user.is_authenticated:
        return Statement.objects.none()
    handed_in, returned = Q(state=StatementState.HANDED_IN), Q(state=StatementState.RETURNED)
    if not user.is_superuser:
        handed_in &= Q(school__in=user.granted_schools(GrantRole.OFFICIAL))
        returned &= Q(school__in=user.granted_schools(GrantRole.ADMINISTRATOR))
    return Statement.objects.visible_to(user).filter(handed_in | returned)


def line(row: Statement, _on: date) -> Waiting:
    """Return it as a line of the inbox."""
    is_new = row.state == StatementState.HANDED_IN
    title = _("{school}上报{rule}的自查结果：{conclusion}") if is_new else _("退回补充：{rule}的自查上报")
    return Waiting(
        kind="statement",
        title=title.format(school=row.school, rule=row.rule, conclusion=row.get_conclusion_display()),
        url=reverse("oversight:attestation", args=[row.school.code, row.rule]),
        since=row.made_on if is_new else timezone.localdate(row.changed_at),
        due=None,
        school=row.school,
        act=_("确认") if is_new else _("补充"),
    )
