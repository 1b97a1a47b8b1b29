"""Who may do what with a request for a waiver, and where it stands afterwards: the one table."""

from django.utils.translation import gettext_lazy as _

from governance.domain.courses import Course, Move, Who, by
from oversight.choices.waiver_request import WaiverAction, WaiverState

S, A = WaiverState, WaiverAction

#: Requests that somebody still has to do something about.
OPEN = frozenset({S.ASKED, S.RETURNED})

#: To ask is to begin a row, so it has no line here; a renewal begins a new row and leaves this one.
TABLE: dict[WaiverAction, Move] = {
    A.AMEND: Move(frozenset({S.RETURNED}), by(Who.SCHOOL), S.ASKED),
    A.WITHDRAW: Move(OPEN, by(Who.SCHOOL), S.WITHDRAWN),
    A.GRANT: Move(frozenset({S.ASKED}), by(Who.ABOVE), S.GRANTED),
    A.REFUSE: Move(frozenset({S.ASKED}), by(Who.ABOVE), S.REFUSED),
    A.RETURN: Move(frozenset({S.ASKED}), by(Who.ABOVE), S.RETURNED),
    A.RENEW: Move(frozenset({S.GRANTED}), by(Who.SCHOOL)),
    A.REVOKE: Move(frozenset({S.GRANTED}), by(Who.ABOVE), S.REVOKED),
}

COURSE = Course(noun=_("豁免申请"), states=WaiverState, actions=WaiverAction, table=TABLE)
