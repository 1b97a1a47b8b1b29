"""Who may do what with a filing, and where it stands afterwards: the one table."""

from django.utils.translation import gettext_lazy as _

from governance.domain.courses import Course, Move, Who, by
from oversight.choices.filing import FilingAction, FilingState

S, A = FilingState, FilingAction

_WAITING = frozenset({S.SUBMITTED})

#: To hand one in makes the row, so that no state leads to it: ``may_edit`` of the school decides.
TABLE: dict[str, Move] = {
    A.SUBMIT: Move(frozenset(), by(Who.SCHOOL), S.SUBMITTED),
    A.ACCEPT: Move(_WAITING, by(Who.ABOVE), S.ACCEPTED),
    A.RETURN: Move(_WAITING, by(Who.ABOVE), S.RETURNED),
    A.WITHDRAW: Move(_WAITING, by(Who.SCHOOL), S.WITHDRAWN),
    A.SUPERSEDE: Move(frozenset({S.ACCEPTED}), by(Who.REGISTER), S.SUPERSEDED),
}

COURSE = Course(noun=_("备案"), states=FilingState, actions=FilingAction, table=TABLE)
