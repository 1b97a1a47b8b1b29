"""From what the domain, Django and the library say to problems."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as Unreadable

from api.http.problems import Kind, Problem, about, answer
from api.http.wrong_values import said_of
from governance.domain.refusals import Denied, Obstacle, ReasonNeeded, Refusal, Refused, Stale

#: What the domain says no with.
_KINDS = {
    Denied: Kind.FORBIDDEN,
    ReasonNeeded: Kind.REASON_NEEDED,
    Refused: Kind.REFUSED,
    Stale: Kind.CONFLICT,
}
#: What the library knows by a status alone.
_BY_STATUS = {400: Kind.MALFORMED, 401: Kind.UNAUTHORIZED, 403: Kind.FORBIDDEN, 404: Kind.NOT_FOUND}


def problem_of(said: Exception) -> Problem:
    """Return the problem for what was raised; an error of ours is raised again."""
    if isinstance(said, Problem):
        return said
    if isinstance(said, Refusal):
        rules = [rule_in_the_way(one) for one in said.obstacles]
        return Problem(_KINDS.get(type(said), Kind.REFUSED), said.message, rules=rules)
    if isinstance(said, ValidationError):
        return Problem(Kind.INVALID, " ".join(said.messages), errors=_errors_of(said))
    if isinstance(said, IntegrityError):
        return Problem(Kind.CONFLICT, _("与已有的资料冲突，没有保存。"))
    if isinstance(said, Unreadable):
        errors = [error for one in said.errors for error in about(_place(one), said_of(one))]
        return Problem(Kind.INVALID, errors[0]["message"] if errors else "", errors=errors)
    return _of_the_web(said)


def _of_the_web(said: Exception) -> Problem:
    if isinstance(said, PermissionDenied):
        return Problem(Kind.FORBIDDEN, str(said))
    if isinstance(said, Http404):
        return Problem(Kind.NOT_FOUND)
    if isinstance(said, AuthenticationError):
        return unauthorized("")
    if isinstance(said, HttpError):
        return Problem(_BY_STATUS.get(said.status_code, Kind.MALFORMED))
    raise said


def unauthorized(detail: str) -> Problem:
    """Return the problem of who shows no token, or one that opens nothing."""
    return Problem(Kind.UNAUTHORIZED, detail, headers={"WWW-Authenticate": 'Bearer realm="liangzhu"'})


def rule_in_the_way(one: Obstacle) -> dict[str, Any]:
    """Return an obstacle as it is sent."""
    return {
        "code": one.rule,
        "name": one.name,
        "severity": one.severity,
        "sentence": one.sentence,
        "clauses": list(one.sources),
        "mend": one.mend,
    }


def _errors_of(said: ValidationError) -> list[dict[str, str]]:
    if not hasattr(said, "error_dict"):
        return []
    found = ((name, errors) for name, errors in said.message_dict.items() if name != NON_FIELD_ERRORS)
    return [error for name, errors in found for error in about(f"body.{name}", errors)]


def _place(error: dict[str, Any]) -> str:
    """Return where the wrong value stands: the library puts the name of the argument between."""
    first, *rest = (str(part) for part in error["loc"])
    inner = rest[1:] if rest[:1] in (["body"], ["asked"], ["sent"]) else rest
    return ".".join([first, *inner])


def install(api: NinjaAPI) -> None:
    """Let the API answer every no as a problem."""

    def handler(request: HttpRequest, said: Exception) -> HttpResponse:
        return answer(request, problem_of(said))

    kinds = (
        Problem, Refusal, ValidationError, IntegrityError, Unreadable, PermissionDenied, Http404, HttpError,
    )  # fmt: skip
    for kind in kinds:
        api.add_exception_handler(kind, handler)
