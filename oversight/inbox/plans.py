"""Plans: to be decided, to be mended, to be carried out."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from governance.choices import PlanState
from governance.models import Plan
from governance.plans.lists import waits_for
from oversight.reminders.sources.plans import DAYS
from oversight.reminders.workdays import workdays_after
from oversight.waiting import Waiting


def rows(user: User, on: date) -> QuerySet[Plan]:
    """Return the plans somebody has to do something about, this user among them."""
    return Plan.objects.filter(waits_for(user, on))


def waiting_for(user: User, on: date) -> list[Waiting]:
    """Return them as lines of the inbox."""
    found = rows(user, on).select_related("school").defer("outcome").order_by("changed_at", "pk")
    return [_waiting(plan) for plan in found]


def _waiting(plan: Plan) -> Waiting:
    since = timezone.localdate(plan.changed_at)
    title, act, due = _told(plan, since)
    url = reverse("governance:plan", args=[plan.pk])
    return Waiting("plan", title, url, since, due, plan.school, act)


def _told(plan: Plan, since: date) -> tuple[str, str, date | None]:
    """Return the sentence, the act and the day by which it should be done."""
    if plan.state == PlanState.SUBMITTED:
        return _("方案“{plan}”等待审批").format(plan=plan), _("审批"), workdays_after(since, DAYS)
    if plan.state == PlanState.RETURNED:
        return _("方案“{plan}”已退回，请修改后重新提交").format(plan=plan), _("修改"), None
    if plan.problem:
        return _("方案“{plan}”没有实施成，请查看原因").format(plan=plan), _("查看"), plan.effective_on
    return _("方案“{plan}”已到生效日期，等待实施").format(plan=plan), _("实施"), plan.effective_on
