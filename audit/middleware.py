"""A request has a number, and everything in it is put down to who asks; refusals and downloads are noted."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponseBase

from audit import context
from audit.addresses import address_of
from audit.choices import Action, Outcome
from audit.events import note

HEADER = "X-Request-ID"
#: Answers that say no. A page that is not there says so to people who are signed in and asked for a known
#: route: that is how what lies outside of somebody's scope looks.
REFUSALS = {
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.LOCKED,
    HTTPStatus.TOO_MANY_REQUESTS,
}
#: Parts of addresses that open a door by being known.
_SECRET_PARTS = ("token", "key", "uidb64")
_CARRIED_AWAY = ("text/calendar",)


class AuditMiddleware:
    """The outermost: what any other does is done for the same visitor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer with the number of the request.

        A file is handed out only after its record is written; if that fails, the visitor gets an error.
        """
        request.request_id = uuid4().hex
        acting = context.Context(
            context.VISITOR,
            "-",
            address=address_of(request),
            request=request.request_id,
            asker=lambda: getattr(request, "user", None),
        )
        with context.acting(acting):
            answer = self.get_response(request)
            _remember(request, answer)
        answer[HEADER] = request.request_id
        return answer


def _remember(request: HttpRequest, answer: HttpResponseBase) -> None:
    match = request.resolver_match
    if match is None:
        return
    if answer.status_code in REFUSALS:
        user = getattr(request, "user", None)
        if answer.status_code != HTTPStatus.NOT_FOUND or (user is not None and user.is_authenticated):
            detail = {"method": request.method, "status": int(answer.status_code), "at": _parts(match)}
            note(Action.REFUSAL, match.view_name or match.route, outcome=Outcome.REFUSED, **detail)
    elif answer.status_code == HTTPStatus.OK and request.method != "HEAD" and _is_file(answer):
        detail = {"at": _parts(match), "type": answer.get("Content-Type", "").partition(";")[0]}
        note(Action.DOWNLOAD, match.view_name, people=getattr(answer, "audit_people", None), **detail)


def _is_file(answer: HttpResponseBase) -> bool:
    is_attached = answer.get("Content-Disposition", "").startswith("attachment")
    return is_attached or answer.get("Content-Type", "").startswith(_CARRIED_AWAY)


def _parts(match: Any) -> dict[str, str]:
    """Return what the address names, without what is secret in it."""
    return {name: "***" if name in _SECRET_PARTS else str(value) for name, value in match.kwargs.items()}
