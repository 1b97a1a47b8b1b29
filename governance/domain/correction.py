"""Acts that change what was on record for days gone by: they are marked, and old ones need a reason."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from governance.domain.change import Change
from governance.domain.refusals import ReasonNeeded

#: What happened within this time is entered late; what lies further back is corrected.
LATE = timedelta(days=31)


def is_correction(change: Change) -> bool:
    """Tell whether the act changes what was on record for days gone by."""
    return _reaches_back_to(change) < change.act.today


def require_reason(change: Change) -> None:
    """Ask why the past is corrected; what the system enters by itself is not asked.

    Raises:
        ReasonNeeded: if a person reaches back more than a month without saying why.

    """
    act, since = change.act, _reaches_back_to(change)
    if act.actor is None or act.reason.strip() or since >= act.today - LATE:
        return
    raise ReasonNeeded(
        _("还没有保存：这是对 {day} 起的资料的更正，早于{days}天以前，请填写理由后再保存。").format(
            day=since.isoformat(), days=LATE.days
        )
    )


def _reaches_back_to(change: Change) -> date:
    """Return the first day whose record the act changes."""
    undone = change.undoes.effective_on if change.undoes is not None else change.act.on
    return min(change.act.on, undone)
