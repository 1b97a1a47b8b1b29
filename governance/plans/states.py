"""Who may do what with a plan, and where it stands afterwards: the one table.

Everything else asks this table; a test walks through every state, action and kind of visitor.
"""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Verdict
from governance.choices import PlanAction, PlanState
from governance.domain.courses import Course, Move, Who, by
from governance.models import Plan

S, A = PlanState, PlanAction

OPEN = frozenset({S.DRAFT, S.RETURNED})
LIVING = OPEN | {S.SUBMITTED, S.APPROVED}

TABLE: dict[PlanAction, Move] = {
    A.EDIT: Move(OPEN | {S.APPROVED}, by(Who.SCHOOL)),
    A.SHARE: Move(OPEN, by(Who.SCHOOL)),
    A.COMMENT: Move(frozenset(S) - {S.DISCARDED}, by(Who.ANYBODY)),
    A.SUBMIT: Move(OPEN, by(Who.SCHOOL), S.SUBMITTED),
    A.WITHDRAW: Move(frozenset({S.SUBMITTED, S.APPROVED}), by(Who.SCHOOL), S.DRAFT),
    A.APPROVE: Move(frozenset({S.SUBMITTED}), by(Who.ABOVE), S.APPROVED),
    A.RETURN: Move(frozenset({S.SUBMITTED, S.APPROVED}), by(Who.ABOVE), S.RETURNED),
    A.REFUSE: Move(frozenset({S.SUBMITTED}), by(Who.ABOVE), S.REFUSED),
    A.VOID: Move(frozenset({S.APPROVED}), by(Who.REGISTER), S.RETURNED),
    A.PUBLISH: Move(frozenset({S.APPROVED}), by(Who.SCHOOL, Who.ABOVE, Who.REGISTER), S.PUBLISHED),
    A.FAIL: Move(frozenset({S.APPROVED}), by(Who.REGISTER)),
    A.DISCARD: Move(OPEN, by(Who.SCHOOL), S.DISCARDED),
}

COURSE = Course(noun=_("方案"), states=PlanState, actions=PlanAction, table=TABLE)


def may(user: User | None, plan: Plan, action: PlanAction) -> Verdict:
    """Tell whether ``user`` may do this with the plan as it stands; None is the register itself."""
    return COURSE.may(user, plan, action)


def open_to(user: User, plan: Plan) -> list[PlanAction]:
    """Return what the user may do with the plan now, in the order of the table."""
    return [PlanAction(action) for action in COURSE.open_to(user, plan)]
