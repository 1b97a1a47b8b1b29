"""An approval of a plan holds for the school as it was: a later change of the school makes it void."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from governance.choices import PlanAction, PlanState
from governance.domain.change import Change
from governance.models import Plan, PlanEntry

#: Rows that say nothing about the structure that a plan changes.
BESIDE = frozenset({"attestation"})


def void_approvals(change: Change, school_ids: Iterable[int]) -> None:
    """Give approved plans of the schools back to their authors, saying which change came in between."""
    if change.rows and {row.kind for row in change.rows} <= BESIDE:
        return
    plans = Plan.objects.filter(school__in=school_ids, state=PlanState.APPROVED).exclude(pk=change.plan_id)
    for plan in plans.select_for_update():
        with override(None):
            plan.problem = _("批准之后学校资料有变动（{summary}），原批准已失效，请重新预演后提交。").format(
                summary=change.summary
            )
        plan.state, plan.approval, plan.version = PlanState.RETURNED, None, plan.version + 1
        plan.save()
        PlanEntry.objects.create(plan=plan, action=PlanAction.VOID, text=plan.problem)
