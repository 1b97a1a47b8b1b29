"""What was typed on a page whose time was over when it was sent: kept until the same person is back."""

import time
from typing import Any

from django.http import HttpRequest

_KEY = "typed"
#: Seconds: then it is not what somebody is waiting for any more.
_KEPT = 30 * 60
#: Characters in all; what is longer was no form that somebody filled in by hand.
_MOST = 200_000


def typed_keep(request: HttpRequest, user_id: int) -> bool:
    """Keep the fields of the form in the new session, without secrets and files; tell whether it went."""
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name and "code" not in name
    ]
    if not fields or sum(len(name) + len(value) for name, value in fields) > _MOST:
        return False
    request.session[_KEY] = {
        "user": user_id,
        "path": request.get_full_path(),
        "fields": fields,
        "files": bool(request.FILES),
        "at": time.time(),
    }
    return True


def typed_is_waiting(session: Any, user: Any) -> bool:
    """Tell whether something waits for the user; what waits for somebody else is thrown away."""
    typed = session.get(_KEY)
    if typed and (typed["user"] != user.pk or time.time() - typed["at"] > _KEPT):
        del session[_KEY]
        return False
    return bool(typed)


def typed_of(session: Any, user: Any) -> dict[str, Any] | None:
    """Return what waits for the user."""
    return session[_KEY] if typed_is_waiting(session, user) else None


def typed_drop(session: Any) -> None:
    """Throw away what waits."""
    session.pop(_KEY, None)
