"""Who may do what with a plan, and where it stands afterwards: the one table.

Everything else asks this table; a test walks through every state, action and kind of visitor.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Allowed, Denied, Verdict, may_approve, may_edit
from governance.choices import PlanAction, PlanState
from governance.models import Plan

S, A = PlanState, PlanAction


class Who(StrEnum):
    """Whom an action belongs to."""

    SCHOOL = "school"  # who edits the school
    ABOVE = "above"  # who decides for the organisation above
    ANYBODY = "anybody"  # everybody who sees the plan
    REGISTER = "register"  # the register itself


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the table: from these states, by these people, to that state (None: it stays)."""

    states: frozenset[PlanState]
    who: frozenset[Who]
    to: PlanState | None = None


OPEN = frozenset({S.DRAFT, S.RETURNED})
LIVING = OPEN | {S.SUBMITTED, S.APPROVED}


def _by(*who: Who) -> frozenset[Who]:
    return frozenset(who)


TABLE: dict[PlanAction, Move] = {
    A.EDIT: Move(OPEN | {S.APPROVED}, _by(Who.SCHOOL)),
    A.SHARE: Move(OPEN, _by(Who.SCHOOL)),
    A.COMMENT: Move(frozenset(S) - {S.DISCARDED}, _by(Who.ANYBODY)),
    A.SUBMIT: Move(OPEN, _by(Who.SCHOOL), S.SUBMITTED),
    A.WITHDRAW: Move(frozenset({S.SUBMITTED, S.APPROVED}), _by(Who.SCHOOL), S.DRAFT),
    A.APPROVE: Move(frozenset({S.SUBMITTED}), _by(Who.ABOVE), S.APPROVED),
    A.RETURN: Move(frozenset({S.SUBMITTED, S.APPROVED}), _by(Who.ABOVE), S.RETURNED),
    A.REFUSE: Move(frozenset({S.SUBMITTED}), _by(Who.ABOVE), S.REFUSED),
    A.VOID: Move(frozenset({S.APPROVED}), _by(Who.REGISTER), S.RETURNED),
    A.PUBLISH: Move(frozenset({S.APPROVED}), _by(Who.SCHOOL, Who.ABOVE, Who.REGISTER), S.PUBLISHED),
    A.FAIL: Move(frozenset({S.APPROVED}), _by(Who.REGISTER)),
    A.DISCARD: Move(OPEN, _by(Who.SCHOOL), S.DISCARDED),
}


def may(user: User | None, plan: Plan, action: PlanAction) -> Verdict:
    """Tell whether ``user`` may do this with the plan as it stands; None is the register itself."""
    move = TABLE[action]
    if plan.state not in move.states:
        return Denied(
            _("方案现在是“{state}”，不能{action}。").format(
                state=PlanState(plan.state).label, action=PlanAction(action).label
            )
        )
    return _belongs(user, plan, move.who)


def _belongs(user: User | None, plan: Plan, who: frozenset[Who]) -> Verdict:
    if user is None:
        return Allowed() if Who.REGISTER in who else Denied(_("这一步需要有人办理。"))
    verdicts = []
    if Who.ANYBODY in who:
        verdicts.append(Allowed() if Plan.objects.visible_to(user).filter(pk=plan.pk).exists() else _unseen())
    if Who.SCHOOL in who:
        verdicts.append(may_edit(user, plan.school))
    if Who.ABOVE in who:
        verdicts.append(may_approve(user, plan.school))
    return next((v for v in verdicts if v), verdicts[0] if verdicts else Denied(_("由系统自动办理。")))


def _unseen() -> Denied:
    return Denied(_("方案不存在，或者不在您的管理范围内。"))


def open_to(user: User, plan: Plan) -> list[PlanAction]:
    """Return what the user may do with the plan now, in the order of the table."""
    return [action for action in TABLE if may(user, plan, action)]
