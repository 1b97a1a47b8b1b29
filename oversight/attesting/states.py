"""Who may do what with a statement, and where it stands afterwards: the one table."""

from django.utils.translation import gettext_lazy as _

from governance.domain.courses import Course, Move, Who, by
from oversight.choices.statement import StatementAction, StatementState

S, A = StatementState, StatementAction

#: Statements that somebody still has to do something about.
OPEN = frozenset({S.HANDED_IN, S.RETURNED})

#: To hand in, and to attest directly, is to begin a row, so they have no line here.
TABLE: dict[StatementAction, Move] = {
    A.AMEND: Move(frozenset({S.RETURNED}), by(Who.SCHOOL), S.HANDED_IN),
    A.WITHDRAW: Move(OPEN, by(Who.SCHOOL), S.WITHDRAWN),
    A.CONFIRM: Move(frozenset({S.HANDED_IN}), by(Who.ABOVE), S.CONFIRMED),
    A.RETURN: Move(frozenset({S.HANDED_IN}), by(Who.ABOVE), S.RETURNED),
}

COURSE = Course(noun=_("自查上报"), states=StatementState, actions=StatementAction, table=TABLE)
