"""Carry out an approved plan: all of it, or nothing."""

import logging
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from accounts.models import User
from governance.actions.references import Resolver
from governance.choices import PlanAction, PlanState
from governance.domain.act import Act
from governance.domain.batch import batch
from governance.domain.operation import require
from governance.domain.refusals import Stale
from governance.models import Plan
from governance.plans.handling import handling, lock_plan, school_first
from governance.plans.previewing import PUBLISHED
from governance.plans.running import PROBLEMS, Run, StepFailed, said

logger = logging.getLogger(__name__)


def plan_publish(*, user: User | None, plan: Plan, today: date, version: int | None = None) -> Plan:
    """Carry out the plan from its effective date, in one transaction.

    Args:
        user: who does it; None is the daily job.
        today: the day on which it is recorded.

    Raises:
        Denied: if the plan is not approved, or not the user's to carry out.
        StepFailed: naming the step that cannot be done.
        Refused: if the rules refuse the whole.
        ValidationError: before its effective date.

    """
    with school_first(plan), handling(user, plan, PlanAction.PUBLISH, version=version) as fresh:
        require(
            fresh.effective_on <= today,
            _("方案自{day}起生效，到那一天才能实施。"),
            day=fresh.effective_on,
        )
        with override(None):  # it is kept, whatever the language of who does it
            reason = _("方案：{title}").format(title=fresh.title)
        act = Act(
            actor=user,
            today=today,
            effective_on=fresh.effective_on,
            reason=reason,
            document=fresh.approval,
        )
        try:
            with transaction.atomic():
                _carry_out(fresh, act, may_fail=False)
        except (StepFailed, Stale):
            raise
        except PROBLEMS:  # step by step it comes out which one it is
            _carry_out(fresh, act, may_fail=True)
        fresh.change_set, fresh.problem = act.change_set, ""
    return plan


def _carry_out(plan: Plan, act: Act, *, may_fail: bool) -> None:
    """Do all steps as one act; they are asked as they were when the plan was tried."""
    with batch(act, PUBLISHED, school=plan.school, document=plan.approval, may_fail=may_fail) as whole:
        Run(whole, Resolver(plan.author, plan.school)).all(plan.steps.all(), strict=True)
        whole.whole.sum_up(gettext_noop("实施方案“{title}”"), title=plan.title)
        whole.whole.plan_id = plan.pk


def publish_due(today: date, *, until: date | None = None) -> list[tuple[Plan, str]]:
    """Carry out every approved plan whose day has come; return each with what went wrong, if anything.

    Args:
        until: only the plans that hold from this day or before.

    """
    due = Plan.objects.filter(state=PlanState.APPROVED, effective_on__lte=min(today, until or today))
    due = due.select_related("school").order_by("effective_on", "pk")
    return [(plan, _publish_one(plan, today)) for plan in due]


def _publish_one(plan: Plan, today: date) -> str:
    """Carry out one plan; whatever goes wrong is this plan's affair, the others have their day too."""
    try:
        plan_publish(user=None, plan=plan, today=today)
    except PROBLEMS as problem:
        return note_failure(plan, said(problem))
    except Exception:
        logger.exception("plan %s could not be carried out", plan.pk)
        return note_failure(plan, _("系统出错，没有实施。请联系系统管理员查看日志。"))
    return ""


def note_failure(plan: Plan, problem: str) -> str:
    """Write down why a plan could not be carried out; it stays approved and is tried again."""
    with transaction.atomic():
        fresh = lock_plan(plan)
        if fresh.state == PlanState.APPROVED and fresh.problem != problem:
            with handling(None, plan, PlanAction.FAIL, text=problem) as row:
                row.problem = problem
    return problem
