"""Who may do what with a round and with the answer of a school: two tables."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.permissions import Denied, Verdict
from governance.domain.courses import Course, Move, Who, by
from oversight.choices.round import AnswerAction, AnswerState, RoundAction, RoundState

S, A = RoundState, RoundAction

TABLE: dict[str, Move] = {
    A.EDIT: Move(frozenset({S.DRAFT}), by(Who.OFFICE)),
    A.OPEN: Move(frozenset({S.DRAFT}), by(Who.OFFICE), S.OPEN),
    A.EXTEND: Move(frozenset({S.OPEN}), by(Who.OFFICE)),
    A.CLOSE: Move(frozenset({S.OPEN}), by(Who.OFFICE), S.CLOSED),
    A.CANCEL: Move(frozenset({S.DRAFT, S.OPEN}), by(Who.OFFICE), S.CANCELLED),
}


@dataclass(frozen=True)
class RoundCourse(Course):
    """The table of rounds: while one is being closed, nothing else is done with it."""

    def may(self, user: User | None, row: Any, action: str) -> Verdict:
        """Tell whether ``user`` may do this with the round as it stands."""
        verdict = super().may(user, row, action)
        if verdict and hasattr(row, "closing"):
            return Denied(_("检查“{round}”正在办结，请等办结完成，或者先停止办结。").format(round=row))
        return verdict

    def may_end(self, user: User | None, row: Any) -> Verdict:
        """Tell whether ``user`` may let the closing of the round go on, or call it off."""
        return super().may(user, row, RoundAction.CLOSE)


COURSE = RoundCourse(noun=gettext_lazy("检查"), states=RoundState, actions=RoundAction, table=TABLE)

T, B = AnswerState, AnswerAction
_TO_DO = frozenset({T.WAITING, T.RETURNED})

ANSWER_TABLE: dict[str, Move] = {
    B.NOTE: Move(_TO_DO, by(Who.SCHOOL)),
    B.REPORT: Move(_TO_DO, by(Who.SCHOOL), T.REPORTED),
    B.WITHDRAW: Move(frozenset({T.REPORTED}), by(Who.SCHOOL), T.WAITING),
    B.ACCEPT: Move(frozenset({T.REPORTED}), by(Who.OFFICE), T.ACCEPTED),
    B.RETURN: Move(frozenset({T.REPORTED, T.ACCEPTED}), by(Who.OFFICE), T.RETURNED),
    B.REMIND: Move(_TO_DO, by(Who.OFFICE)),
}
#: What the filing of the year decides in a yearly round.
BY_FILING = frozenset({B.REPORT, B.WITHDRAW, B.ACCEPT, B.RETURN})


@dataclass(frozen=True)
class AnswerCourse(Course):
    """The table of answers: nothing is done with them before their round is open or after it is not."""

    def may(self, user: User | None, row: Any, action: str) -> Verdict:
        """Tell whether ``user`` may do this with the answer as it and its round stand."""
        if row.round.state != RoundState.OPEN:
            return Denied(_("检查“{round}”不在进行中。").format(round=row.round))
        if row.round.is_annual and action in BY_FILING:
            return Denied(_("年度核查以学校的年度备案作为上报，请在备案里办理。"))
        return super().may(user, row, action)


ANSWER_COURSE = AnswerCourse(
    noun=gettext_lazy("上报"), states=AnswerState, actions=AnswerAction, table=ANSWER_TABLE
)
