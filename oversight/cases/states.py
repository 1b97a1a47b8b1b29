"""Who may do what about a finding, and where the work stands afterwards: the one table.

No action leads to 已消除: a finding closes when its rule passes.
"""

from django.utils.translation import gettext_lazy as _

from governance.domain.courses import Course, Move, Who, by
from oversight.choices.case import TO_BE_LOOKED_AT, WORKING_STATES, CaseAction, CaseState

S, A = CaseState, CaseAction

TABLE: dict[CaseAction, Move] = {
    A.ASSIGN: Move(WORKING_STATES, by(Who.SCHOOL, Who.ABOVE, Who.REVIEW)),
    A.DUE: Move(WORKING_STATES, by(Who.ABOVE)),
    A.EXPLAIN: Move(WORKING_STATES - {S.CLAIMED}, by(Who.SCHOOL), S.EXPLAINED),
    A.CLAIM: Move(WORKING_STATES, by(Who.SCHOOL), S.CLAIMED),
    A.NOTE: Move(TO_BE_LOOKED_AT, by(Who.ABOVE), S.NOTED),
    A.RETURN: Move(TO_BE_LOOKED_AT | {S.NOTED}, by(Who.ABOVE), S.RETURNED),
    A.REMIND: Move(WORKING_STATES - TO_BE_LOOKED_AT, by(Who.ABOVE)),
    A.COMMENT: Move(frozenset(S), by(Who.ANYBODY)),
    A.ATTACH: Move(WORKING_STATES, by(Who.SCHOOL, Who.ABOVE)),
    A.DETACH: Move(WORKING_STATES, by(Who.SCHOOL, Who.ABOVE)),
}

COURSE = Course(noun=_("整改事项"), states=CaseState, actions=CaseAction, table=TABLE)
#: What only those above the school do.
DECISIONS = frozenset(action for action, move in TABLE.items() if move.who == by(Who.ABOVE))
