"""Ask for a round to be closed, let it go on, call it off."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from governance.compliance.sweep import CHUNK
from governance.domain.refusals import Refused, Stale
from governance.domain.rights import require_allowed
from oversight.background import Work
from oversight.choices.round import ClosingState, RoundAction
from oversight.handling import locked
from oversight.models import Round, RoundClosing
from oversight.rounds.closing import RELATED, round_close
from oversight.rounds.closing_queue import enqueue
from oversight.rounds.states import COURSE

#: A round of so many schools is closed while the person waits: one chunk of a check, some seconds.
AT_ONCE = CHUNK
WORK = Work(RoundClosing, stalled_after=120)


def closing_order(
    *, user: User, round_: Round, on: date, text: str = "", version: int | None = None
) -> RoundClosing | None:
    """Close the round at once if it is small; else put the closing on the way and return it.

    Raises:
        Stale: if the round changed since the person looked.
        Denied: if it is not the user's to do, not in this state, or is being closed already.

    """
    total = round_.answers.count()
    if total <= AT_ONCE:
        round_close(user=user, round_=round_, on=on, text=text, version=version)
        return None
    with transaction.atomic():
        fresh = locked(round_, RELATED)
        if version is not None and version != fresh.version:
            raise Stale(_("检查“{row}”在您打开页面之后已被修改，请刷新后再试。").format(row=fresh))
        require_allowed(COURSE.may(user, fresh, RoundAction.CLOSE))
        closing = RoundClosing(round=fresh, on=on, text=text.strip(), total=total, asked_by=user)
        closing.full_clean()
        closing.save()
        enqueue(closing)
    return closing


def closing_resume(*, user: User, closing: RoundClosing) -> None:
    """Let it go on where it stopped, in the name of who says so.

    Raises:
        Denied: if the user may not close the round.
        Refused: while somebody works on it, or when it is gone.

    """
    with transaction.atomic():
        fresh = _own(user, closing)
        if fresh.state != ClosingState.FAILED and not WORK.is_stalled(fresh):
            raise Refused(_("检查正在办结，不用继续。"))
        fresh.state, fresh.problem, fresh.asked_by = ClosingState.QUEUED, "", user
        fresh.beat_at = timezone.now()
        fresh.save()
        enqueue(fresh)


def closing_stop(*, user: User, closing: RoundClosing) -> None:
    """Call it off: the round goes on as if nobody had asked; the schools judged so far stay judged.

    Raises:
        Denied: if the user may not close the round.
        Refused: if it is gone.

    """
    with transaction.atomic():
        _own(user, closing).delete()


def _own(user: User, closing: RoundClosing) -> RoundClosing:
    """Lock round and closing, in this order as everywhere, and return the closing as it is now."""
    round_ = locked(closing.round, ("jurisdiction",))
    require_allowed(COURSE.may_end(user, round_))
    fresh = RoundClosing.objects.select_for_update(of=("self",)).filter(pk=closing.pk).first()
    if fresh is None:
        raise Refused(_("检查已经办结，或者办结已被停止。"))
    return fresh
