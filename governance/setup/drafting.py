"""The plan the steps of a set-up add up to: found again by what it founds, never kept beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from governance.models import Plan, PlanStep
from governance.plans.drafting import plan_create, step_add, step_change, step_remove
from governance.plans.states import LIVING
from schools.models import School

TOP = "organization_found_top"
BELOW = "organization_found"
POST = "post_assign_school"
GROUP = "leading_group_set_up"

#: The arguments of a founding that say who leads.
TEAM = (
    "secretary",
    "deputies",
    "committee_seats",
    "organization_member",
    "publicity_member",
    "discipline_member",
    "committee",
)

Arguments = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A step as it is to be; ``key`` names the step it replaces, None asks for a new one."""

    arguments: Arguments
    key: int | None = None


def plan_of(school: School) -> Plan | None:
    """Return the plan that founds the school's own organisation, if one is under way."""
    found = Plan.objects.filter(school=school, state__in=LIVING, steps__operation=TOP)
    return found.order_by("-pk").first()


def steps_of(plan: Plan | None, operation: str) -> list[PlanStep]:
    """Return the plan's steps of one operation, in their order."""
    return list(plan.steps.filter(operation=operation)) if plan is not None else []


@transaction.atomic
def top_write(*, user: User, school: School, arguments: Arguments, today: date) -> Plan:
    """Write down which organisation the school is to have; the plan begins with it."""
    plan = plan_of(school)
    if plan is None:
        title = _("{school}党组织设置方案").format(school=school.short_name or school.name)
        plan = plan_create(user=user, school=school, title=title[:80], effective_on=today)
    section_write(user=user, plan=plan, operation=TOP, wanted=[_at_first(plan, arguments)])
    return plan


def _at_first(plan: Plan, arguments: Arguments) -> Wanted:
    present = steps_of(plan, TOP)
    return Wanted(arguments, present[0].key if present else None)


@transaction.atomic
def section_write(*, user: User, plan: Plan, operation: str, wanted: Sequence[Wanted]) -> None:
    """Make the plan's steps of one operation those that are wanted; all others stay as they are."""
    present = {step.key: step for step in steps_of(plan, operation)}
    kept = {one.key for one in wanted}
    for key in present.keys() - kept:
        step_remove(user=user, plan=plan, step=present[key])
    for one in wanted:
        step = present.get(one.key) if one.key is not None else None
        arguments = _without_blanks(one.arguments)
        if step is None:
            step_add(user=user, plan=plan, action=operation, arguments=arguments)
        elif step.arguments != arguments:
            step_change(user=user, plan=plan, step=step, arguments=arguments)


def rewritten(steps: Iterable[PlanStep], wanted: Sequence[Arguments]) -> list[Wanted]:
    """Return what is wanted in the place of ``steps``, the first for the first."""
    keys = [step.key for step in steps]
    return [Wanted(one, keys[nth] if nth < len(keys) else None) for nth, one in enumerate(wanted)]


def _without_blanks(arguments: Arguments) -> Arguments:
    return {name: value for name, value in arguments.items() if value not in (None, "", [], ())}
