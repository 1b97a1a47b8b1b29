"""Plans that wait for a decision longer than they should."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.choices import PlanAction, PlanState
from governance.models import Plan
from oversight.choices.reminding import To
from oversight.due import Due
from oversight.reminders.workdays import special_days, workdays_after

LABELS = {"plan": _("方案")}
TEXTS = {"plan_waiting": _("{school}的方案“{plan}”自{since}提交，已经等待{days}个工作日，请尽快审批。")}
#: Working days within which a plan is decided.
DAYS = 5


def due_dates(on: date) -> Iterator[Due]:
    """Yield the plans that were submitted five working days ago or earlier and are not decided."""
    submitted = Max("entries__recorded_at", filter=Q(entries__action=PlanAction.SUBMIT))
    waiting = Plan.objects.filter(state=PlanState.SUBMITTED).annotate(submitted_at=submitted)
    special = special_days()
    for plan in waiting.select_related("school").defer("outcome").order_by("pk"):
        since = timezone.localdate(plan.submitted_at or plan.changed_at)
        due_on = workdays_after(since, DAYS, special)
        if due_on <= on:
            yield Due(
                kind="plan_waiting",
                key=f"plan/{plan.pk}/{since}",
                due_on=due_on,
                deadline=due_on,
                school_id=plan.school_id,
                jurisdiction_id=None,
                to=To.ABOVE,
                words={
                    "school": plan.school.name, "plan": plan.title, "since": since.isoformat(), "days": DAYS,
                },
                url=reverse("governance:plan", args=[plan.pk]),
            )  # fmt: skip
