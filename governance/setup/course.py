"""The steps of a set-up, which of them are done, and where a person who comes back goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.rules.leadership import not_switched
from governance.setup.wizard import Wizard


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word in the address, what people call it, and when it is done.

    Args:
        is_due: whether it is asked at all.
        is_plan: whether it is about the plan: such steps wait until a type is chosen.

    """

    slug: str
    label: Any
    is_done: Callable[[Wizard], bool]
    is_due: Callable[[Wizard], bool] = lambda _wizard: True
    is_plan: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A step as the list beside the page shows it."""

    step: Step
    is_done: bool
    is_open: bool
    is_current: bool


def _profile_known(wizard: Wizard) -> bool:
    school = wizard.school
    known = (school.ownership, school.leadership_system, school.stages)
    return all(known) and school.is_legal_person is not None


def _team_known(wizard: Wizard) -> bool:
    return bool(wizard.foundings) and all("secretary" in step.arguments for step in wizard.foundings)


def _groups_settled(wizard: Wizard) -> bool:
    """Tell whether there are leading groups, or the school is at that step and none are asked of it."""
    return bool(wizard.groups) or (_team_known(wizard) and not_switched(wizard.facts) is not None)


COURSE: tuple[Step, ...] = (
    Step("profile", _("学校资料"), _profile_known),
    Step("units", _("内设单元"), lambda wizard: bool(wizard.staff.units)),
    Step("people", _("教职工和党员"), lambda wizard: bool(wizard.staff.workers)),
    Step("type", _("党组织类型"), lambda wizard: wizard.top is not None),
    Step(
        "branches",
        _("支部设置"),
        lambda wizard: bool(wizard.branches),
        lambda wizard: wizard.top is None or wizard.has_branches,
        is_plan=True,
    ),
    Step("posts", _("班子和职务"), _team_known, is_plan=True),
    Step("groups", _("领导小组"), _groups_settled, is_plan=True),
    Step("check", _("检查和提交"), lambda wizard: not wizard.is_open, is_plan=True),
)
STEPS = {step.slug: step for step in COURSE}


def course(wizard: Wizard, current: str) -> list[Stop]:
    """Return the steps as they stand."""
    return [
        Stop(step, step.is_done(wizard), is_reachable(wizard, step), step.slug == current)
        for step in COURSE
        if step.is_due(wizard)
    ]


def is_reachable(wizard: Wizard, step: Step) -> bool:
    """Tell whether the step can be opened: what rests on the plan waits for it."""
    if not step.is_due(wizard):
        return False
    if not wizard.is_open:
        return step.slug == "check"
    return wizard.plan is not None if step.is_plan else True


def resumed(wizard: Wizard) -> Step:
    """Return the first step that is not done."""
    if not wizard.is_open:
        return STEPS["check"]
    open_ones = [step for step in COURSE if is_reachable(wizard, step)]
    return next((step for step in open_ones if not step.is_done(wizard)), open_ones[-1])


def beside(wizard: Wizard, slug: str) -> tuple[Step | None, Step | None]:
    """Return the step before and the step after, of those that are due."""
    due = [step for step in COURSE if step.is_due(wizard)]
    at = next(nth for nth, step in enumerate(due) if step.slug == slug)
    return due[at - 1] if at else None, due[at + 1] if at + 1 < len(due) else None
