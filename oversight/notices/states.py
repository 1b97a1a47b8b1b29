"""Who may do what with a notice, and where it stands afterwards: the one table.

Settling asks besides whether the rules pass (``oversight.notices.closing``).
"""

from django.utils.translation import gettext_lazy as _

from governance.domain.courses import Course, Move, Who, by
from oversight.choices.notice import NoticeAction, NoticeState

S, A = NoticeState, NoticeAction

_DRAFT = frozenset({S.DRAFT})

TABLE: dict[NoticeAction, Move] = {
    A.EDIT: Move(_DRAFT, by(Who.OFFICE)),
    A.ISSUE: Move(_DRAFT, by(Who.OFFICE), S.ISSUED),
    A.DISCARD: Move(_DRAFT, by(Who.OFFICE), S.DISCARDED),
    A.RECEIVE: Move(frozenset({S.ISSUED}), by(Who.SCHOOL), S.RECEIVED),
    A.ANSWER: Move(frozenset({S.RECEIVED}), by(Who.SCHOOL), S.ANSWERED),
    A.DETACH: Move(frozenset({S.ANSWERED}), by(Who.SCHOOL)),
    A.RETURN: Move(frozenset({S.ANSWERED}), by(Who.OFFICE), S.RECEIVED),
    A.SETTLE: Move(frozenset({S.RECEIVED, S.ANSWERED}), by(Who.OFFICE), S.SETTLED),
    A.REVOKE: Move(frozenset({S.ISSUED, S.RECEIVED, S.ANSWERED}), by(Who.OFFICE), S.REVOKED),
    A.COMMENT: Move(frozenset(S) - {S.DISCARDED}, by(Who.ANYBODY)),
}

#: What the office decides about an answer: evidence handed in before stays.
DECISIONS = frozenset({A.RETURN, A.SETTLE, A.REVOKE})

COURSE = Course(noun=_("整改通知书"), states=NoticeState, actions=NoticeAction, table=TABLE)
