"""How far the closing of a round has come, and what its reader can do about it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from oversight import background
from oversight.choices.round import ClosingState
from oversight.models import Round
from oversight.rounds.closing_order import WORK
from oversight.rounds.states import COURSE


@dataclass(frozen=True, slots=True)
class ClosingProgress(background.Progress):
    """A closing as the page of its round shows it."""

    may_act: bool

    @property
    def may_resume(self) -> bool:
        """Whether the reader can let it go on where it stopped."""
        return self.may_act and not self.is_moving

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        closing = self.work
        if self.is_stalled:
            return _("后台任务没有运行或者已中断，请确认任务进程在运行后点“继续”。")
        if closing.state == ClosingState.FAILED:
            return closing.problem
        if closing.state == ClosingState.QUEUED:
            return _("办结在排队，共{total}所学校").format(total=closing.total)
        if closing.done == closing.total:
            return _("{n}所学校已检查，正在固定结果").format(n=closing.total)
        return _("正在办结，已检查{done}/{total}所学校").format(done=closing.done, total=closing.total)


def closing_progress(user: User, round_: Round) -> ClosingProgress | None:
    """Return how far the closing of the round has come; None if it is not being closed."""
    closing = getattr(round_, "closing", None)
    if closing is None:
        return None
    return ClosingProgress(closing, WORK.is_stalled(closing), bool(COURSE.may_end(user, round_)))
