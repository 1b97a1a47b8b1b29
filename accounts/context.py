"""What every page knows of the session."""

from typing import Any

from django.http import HttpRequest

from accounts.clock import WARNING, seconds_for_page


def clock(request: HttpRequest) -> dict[str, Any]:
    """Return the seconds after which the page warns, and those after which the session is over."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or "clock" not in request.session:
        return {}
    left = max(seconds_for_page(request.session), 0)
    return {"session_clock": {"left": left, "warning": min(WARNING, left)}}
