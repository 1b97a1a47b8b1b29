"""Draft a plan: its name and day, its steps and their order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_edit
from governance.actions.action import Action
from governance.actions.catalogue import all_actions
from governance.choices import PlanAction, PlanState
from governance.domain.refusals import Denied
from governance.models import Plan, PlanEntry, PlanStep
from governance.plans.handling import handling
from governance.plans.naming import with_references
from schools.models import School

#: A reorganisation of a whole school has some dozens of steps; more is a mistake or an attack.
MOST_STEPS = 300
TITLE_LENGTH = Plan._meta.get_field("title").max_length


def plan_create(*, user: User, school: School, title: str, effective_on: date, purpose: str = "") -> Plan:
    """Begin a plan.

    Raises:
        Denied: if the user may not edit the school.
        ValidationError: if the title is missing.

    """
    verdict = may_edit(user, school)
    if not verdict:
        raise Denied(verdict.reason)
    plan = Plan(school=school, title=title.strip(), effective_on=effective_on, author=user, purpose=purpose)
    plan.full_clean()
    plan.save()
    return plan


def plan_copy(*, user: User, plan: Plan, today: date) -> Plan:
    """Begin a plan with the steps of another, for the same day or, if that has passed, for today."""
    with transaction.atomic():
        copy = plan_create(
            user=user,
            school=plan.school,
            title=_("{title}（再拟）").format(title=plan.title[: TITLE_LENGTH - 4]),
            effective_on=max(plan.effective_on, today),
            purpose=plan.purpose,
        )
        PlanStep.objects.bulk_create(
            PlanStep(plan=copy, key=s.key, position=s.position, operation=s.operation, arguments=s.arguments)
            for s in plan.steps.all()
        )
    return copy


def plan_change(*, user: User, plan: Plan, version: int | None = None, **fields: Any) -> Plan:
    """Change title, purpose or day; an approval becomes void."""
    with _editing(user, plan, version) as fresh:
        for name in fields.keys() & {"title", "purpose", "effective_on"}:
            setattr(fresh, name, fields[name])
        fresh.full_clean()
    return plan


def plan_share(*, user: User, plan: Plan, is_shared: bool) -> Plan:
    """Show a draft to everybody who sees the school, or to its school alone again."""
    with handling(user, plan, PlanAction.SHARE) as fresh:
        fresh.is_shared = is_shared
    return plan


def plan_comment(*, user: User, plan: Plan, text: str) -> PlanEntry:
    """Say something about the plan."""
    if not text.strip():
        raise ValidationError({"text": _("请填写意见。")})
    with handling(user, plan, PlanAction.COMMENT, text=text):
        pass
    return plan.entries.latest("pk")


def step_add(
    *,
    user: User,
    plan: Plan,
    action: Action | str,
    arguments: dict[str, Any],
    version: int | None = None,
    today: date | None = None,
) -> PlanStep:
    """Append a step; ``arguments`` are references and values as JSON.

    What an earlier step makes may be named by the number it has in the preview: it is kept as a reference
    to that step. ``today`` is the day of the preview; without it the plan's own.

    Raises:
        ValidationError: if the action cannot be planned, or names arguments it does not have.

    """
    action = planned_action(action) if isinstance(action, str) else action
    _require_known(action, arguments)
    arguments = with_references(plan, user=user, arguments=arguments, today=today or plan.effective_on)
    with _editing(user, plan, version) as fresh:
        last = fresh.steps.aggregate(key=Max("key"), position=Max("position"))
        if fresh.steps.count() >= MOST_STEPS:
            raise ValidationError(_("一个方案最多{most}步，请分成几个方案。").format(most=MOST_STEPS))
        return PlanStep.objects.create(
            plan=fresh,
            key=(last["key"] or 0) + 1,
            position=(last["position"] or 0) + 1,
            operation=action.name,
            arguments=arguments,
        )


def step_change(
    *, user: User, plan: Plan, step: PlanStep, arguments: dict[str, Any], version: int | None = None
) -> PlanStep:
    """Replace the arguments of a step."""
    _require_known(planned_action(step.operation), arguments)
    arguments = with_references(plan, user=user, arguments=arguments, today=plan.effective_on)
    with _editing(user, plan, version) as fresh:
        row = fresh.steps.get(pk=step.pk)
        row.arguments = arguments
        row.save()
    return row


def step_remove(*, user: User, plan: Plan, step: PlanStep, version: int | None = None) -> None:
    """Take a step out; steps that build on it say so in the next preview."""
    with _editing(user, plan, version) as fresh:
        fresh.steps.filter(pk=step.pk).delete()


def step_shift(*, user: User, plan: Plan, step: PlanStep, by: int, version: int | None = None) -> None:
    """Move a step up (negative) or down among the others."""
    with _editing(user, plan, version) as fresh:
        steps = list(fresh.steps.all())
        old = next(nth for nth, one in enumerate(steps) if one.pk == step.pk)
        steps.insert(max(0, min(len(steps) - 1, old + by)), steps.pop(old))
        for position, one in enumerate(steps, 1):
            one.position = position
        PlanStep.objects.bulk_update(steps, ["position"])


def _require_known(action: Action, arguments: dict[str, Any]) -> None:
    unknown = set(arguments) - {argument.name for argument in action.arguments}
    if unknown or not action.planned:
        raise ValidationError(_("“{action}”不能列入方案。").format(action=action.label))


def planned_action(name: str) -> Action:
    """Return the action ``name``.

    Raises:
        ValidationError: if there is none.

    """
    action = all_actions().get(name)
    if action is None:
        raise ValidationError(_("没有“{name}”这种操作。").format(name=name))
    return action


@contextmanager
def _editing(user: User, plan: Plan, version: int | None) -> Iterator[Plan]:
    """Edit a plan; one that was approved goes back to its authors, with the reason."""
    with handling(user, plan, PlanAction.EDIT, version=version) as fresh:
        if fresh.state == PlanState.APPROVED:
            fresh.state, fresh.approval = PlanState.RETURNED, None
            fresh.problem = _("批准之后方案又有修改，原批准已失效，请重新提交。")
            PlanEntry.objects.create(plan=fresh, action=PlanAction.VOID, text=fresh.problem)
        yield fresh
