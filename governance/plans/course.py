"""How far a plan has come, and what the reader may do with it now."""

from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import Denied, Verdict
from governance.choices import PlanAction, PlanState
from governance.models import Plan
from governance.plans.states import TABLE, may
from governance.plans.undone import UNDONE_LABEL

#: The way of a plan that nothing stops.
WAY = (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.APPROVED, PlanState.PUBLISHED)
#: Where a plan stands that has left the way, or been sent back on it.
_AT = {
    PlanState.RETURNED: PlanState.DRAFT,
    PlanState.REFUSED: PlanState.SUBMITTED,
    PlanState.DISCARDED: PlanState.DRAFT,
}


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the way: what it is called for this plan, and whether the plan is past it or there."""

    label: str
    is_past: bool
    is_here: bool


def course(state: str, *, is_undone: bool = False) -> list[Stop]:
    """Return the way with the place of a plan in ``state``; a stop elsewhere takes the name of the state.

    A published plan that was taken back stands at the end of the way under that name.
    """
    here = WAY.index(_AT.get(PlanState(state), PlanState(state)))
    name = UNDONE_LABEL if is_undone else PlanState(state).label
    return [
        Stop(str(name if nth == here else stop.label), nth < here, nth == here)
        for nth, stop in enumerate(WAY)
    ]


def verdicts(user: User, plan: Plan) -> dict[str, Verdict]:
    """Return what the reader may do with the plan now, by action, and why not."""
    return {action.value: may(user, plan, action) for action in TABLE}


def reasons(found: dict[str, Verdict], plan: Plan) -> list[str]:
    """Return why the reader may not take the plan further, where somebody could, each reason once."""
    due = [action for action in _FORWARD if plan.state in TABLE[action].states]
    return list(dict.fromkeys(v.reason for v in (found[action] for action in due) if isinstance(v, Denied)))


#: What takes a plan further: who finds no button for it is told why.
_FORWARD = (PlanAction.SUBMIT, PlanAction.APPROVE, PlanAction.PUBLISH)
