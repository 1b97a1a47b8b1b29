"""Plans: to be decided, to be mended, to be carried out."""

from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, DateField, F, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, JSONObject, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from governance.choices import PlanState
from governance.models import Plan
from governance.plans.lists import waits_for
from oversight.models import SpecialDay
from oversight.reminders.sources.plans import DAYS
from oversight.reminders.workdays import Special, workdays_after
from oversight.waiting import Keys, Waiting, word

#: The days for a decision are over within so many, whatever the holidays.
_NEAR = timedelta(days=40)


def rows(user: User, on: date) -> QuerySet[Plan]:
    """Return the plans somebody has to do something about, this user among them."""
    return Plan.objects.filter(waits_for(user, on))


def keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by; the last day of a decision without regard to holidays."""
    since = TruncDate("changed_at")
    waits = Case(
        When(changed_at__iso_week_day=6, then=Value(timedelta(days=6))),
        When(changed_at__iso_week_day=7, then=Value(timedelta(days=5))),
        default=Value(timedelta(days=7)),
    )
    due = Case(
        When(state=PlanState.SUBMITTED, then=Cast(since + waits, DateField())),
        When(state=PlanState.RETURNED, then=None),
        default=F("effective_on"),
        output_field=DateField(),
    )
    return Keys(word("plan"), since, due, F("school"))


def shown(found: QuerySet[Plan]) -> QuerySet[Plan]:
    """Return them with what a line says."""
    near = SpecialDay.objects.filter(day__gt=OuterRef("begun"), day__lte=OuterRef("over"))
    days = ArraySubquery(near.values(told=JSONObject(day="day", is_work="is_work")))
    begun = TruncDate("changed_at")
    found = found.annotate(begun=begun, over=Cast(begun + Value(_NEAR), DateField()))
    return found.select_related("school").defer("outcome").annotate(special_days=days)


def line(plan: Plan, _on: date) -> Waiting:
    """Return the plan as a line of the inbox."""
    since = timezone.localdate(plan.changed_at)
    special = {date.fromisoformat(one["day"]): one["is_work"] for one in plan.special_days}
    title, act, due = _told(plan, since, special)
    url = reverse("governance:plan", args=[plan.pk])
    return Waiting("plan", title, url, since, due, plan.school, act)


def _told(plan: Plan, since: date, special: Special) -> tuple[str, str, date | None]:
    """Return the sentence, the act and the day by which it should be done."""
    if plan.state == PlanState.SUBMITTED:
        return _("方案“{plan}”等待审批").format(plan=plan), _("审批"), workdays_after(since, DAYS, special)
    if plan.state == PlanState.RETURNED:
        return _("方案“{plan}”已退回，请修改后重新提交").format(plan=plan), _("修改"), None
    if plan.problem:
        return _("方案“{plan}”没有实施成，请查看原因").format(plan=plan), _("查看"), plan.effective_on
    return _("方案“{plan}”已到生效日期，等待实施").format(plan=plan), _("实施"), plan.effective_on
