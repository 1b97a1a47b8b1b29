"""How long a session lasts: kept in the session, decided on the server."""

import time
from typing import Any

from django.conf import settings

_KEY = "clock"
#: Seconds: the session is written again no more often than this.
_TICK = 30
#: Seconds before the end when the page warns.
WARNING = 60


def clock_start(session: Any, user: Any) -> None:
    """Begin to count: somebody has just signed in."""
    now = time.time()
    session[_KEY] = {"began": now, "seen": now, "idle": idle_seconds(user)}


def clock_begin(*, request: Any, user: Any, **_signal: Any) -> None:
    """Begin to count in the session of the request."""
    clock_start(request.session, user)


def clock_touch(session: Any, user: Any) -> bool:
    """Note that somebody is there; tell whether it was written down or is still fresh."""
    now, clock = time.time(), session[_KEY]
    if now - clock["seen"] < _TICK:
        return False
    session[_KEY] = {**clock, "seen": now, "idle": idle_seconds(user)}
    return True


def is_over(session: Any) -> bool:
    """Tell whether the session is too old, or nobody was there for too long; without a clock it is."""
    return seconds_left(session) <= 0


def seconds_left(session: Any) -> float:
    """Return the seconds after which the session ends if nobody does anything."""
    clock = session.get(_KEY)
    if clock is None:
        return 0
    ends = min(clock["seen"] + clock["idle"], clock["began"] + settings.POLICY.session_hours * 3600)
    return ends - time.time()


def seconds_for_page(session: Any) -> int:
    """Return the seconds a page that is sent now may count on; the clock may be a tick behind."""
    return int(min(session["clock"]["idle"], seconds_left(session) + _TICK)) - _TICK


def idle_seconds(user: Any) -> int:
    """Return how long the user may do nothing."""
    from accounts.domain.duties import is_privileged  # needs the models

    policy = settings.POLICY
    return 60 * (policy.idle_minutes_privileged if is_privileged(user) else policy.idle_minutes)
