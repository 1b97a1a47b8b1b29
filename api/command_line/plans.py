"""Plans on the command line: listed, previewed, carried out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from api.command_line.ending import again, no, usage
from governance.choices import PlanState
from governance.domain.refusals import Stale
from governance.models import Plan
from governance.plans.previewing import preview
from governance.plans.publishing import plan_publish
from governance.plans.running import PROBLEMS, said


def plans_listed(school: str | None, state: str | None) -> list[dict[str, Any]]:
    """Return the plans of the school, or of all schools, in the state asked for.

    Raises:
        CommandError: if there is no such state.

    """
    if state and state not in PlanState.values:
        raise usage(_("没有“{state}”这种状态。").format(state=state))
    rows = Plan.objects.select_related("school").order_by("pk")
    if school:
        rows = rows.filter(school__code=school)
    return [as_object(plan) for plan in (rows.filter(state=state) if state else rows)]


def plan_tried(key: int, today: date) -> dict[str, Any]:
    """Return what the plan would do; nothing of it is kept.

    Raises:
        CommandError: if there is no such plan, or it cannot be tried.

    """
    plan = _named(key)
    try:
        tried = preview(plan, user=plan.author, today=today)
    except Stale as problem:
        raise again(said(problem)) from problem
    except PROBLEMS as problem:
        raise no(said(problem)) from problem
    kept = ("steps", "refusing", "asking", "caused", "cured")
    outcome = {name: tried.outcome[name] for name in kept}
    return {**as_object(plan), "may_be_submitted": tried.may_be_submitted, **outcome}


def plan_applied(key: int, today: date) -> dict[str, Any]:
    """Carry an approved plan out, all of it or nothing, and return it.

    Raises:
        CommandError: saying why nothing was done.

    """
    plan = _named(key)
    try:
        plan_publish(user=None, plan=plan, today=today)
    except Stale as problem:
        raise again(said(problem)) from problem
    except PROBLEMS as problem:
        raise no(said(problem)) from problem
    return as_object(plan)


def as_object(plan: Plan) -> dict[str, Any]:
    """Return the plan for programs; the keys are a promise and only ever grow."""
    return {
        "id": plan.pk,
        "school": {"code": plan.school.code, "name": plan.school.name},
        "title": plan.title,
        "state": plan.state,
        "effective_on": plan.effective_on.isoformat(),
        "change": plan.change_set_id,
    }


def as_lines(plan: dict[str, Any]) -> Iterator[str]:
    """Yield the plan for people."""
    yield _("{id} {school}“{title}”：{state}，自{day}起").format(
        id=plan["id"],
        school=plan["school"]["name"],
        title=plan["title"],
        state=PlanState(plan["state"]).label,
        day=plan["effective_on"],
    )
    for step in plan.get("steps", ()):
        yield f"  {step['key']}. {step['problem'] or step['summary']}"
    for name, label in (("refusing", _("不允许")), ("asking", _("需说明理由")), ("caused", _("新增问题"))):
        for one in plan.get(name, ()):
            yield f"  {label} {one['rule']} {one['sentence']}"


def _named(key: int) -> Plan:
    plan = Plan.objects.select_related("school", "author").filter(pk=key).first()
    if plan is None:
        raise usage(_("没有编号为{key}的方案。").format(key=key))
    return plan
