"""Plan mode: the pages of a school as a plan would leave it."""

from dataclasses import dataclass
from datetime import date

from governance.models import Plan
from governance.plans.comparison import compare
from governance.plans.previewing import preview
from governance.presentation.structure import Structure


@dataclass(frozen=True)
class PlanMode:
    """A plan somebody looks at or works on in the chart: what it leaves, and what became of each node.

    ``made`` maps the numbers of what the plan makes to the references its later steps use for them.
    """

    plan: Plan
    structure: Structure
    marks: dict[str, str]
    made: dict[str, str]


def plan_mode(plan: Plan, today: date) -> PlanMode:
    """Return the school as the plan would leave it.

    Raises:
        Stale: if the school is being changed at the same time.

    """
    tried = preview(plan, user=plan.author, today=today)
    marks = compare(tried.before, tried.after).marks
    return PlanMode(plan, tried.after, marks, tried.made)


def plan_structure(plan: Plan, today: date) -> Structure:
    """Return what the plan would leave behind, for a chart or an outline."""
    return plan_mode(plan, today).structure
