"""How a request is answered that is stopped before its view: to people, to our pages, to other programs."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise

from api.http.place import is_of_api
from api.http.problems import Kind, Problem
from api.http.problems import answer as problem_answer
from governance.views.errand import wants_data

_KINDS = {
    HTTPStatus.CONFLICT: Kind.CONFLICT,
    HTTPStatus.TOO_MANY_REQUESTS: Kind.TOO_MANY,
    HTTPStatus.SERVICE_UNAVAILABLE: Kind.UNAVAILABLE,
}


def stopped(
    request: HttpRequest,
    status: int,
    *,
    pause: int,
    message: str | Promise,
    page: str,
    to_programs: str | Promise = "",
) -> HttpResponse:
    """Return the answer; nothing of it needs the database.

    Args:
        request: what was stopped.
        status: 409, 429 or 503.
        pause: after how many seconds it is worth trying again.
        message: the sentence for people, in the template ``page`` or as data of the chart.
        page: the template.
        to_programs: the sentence for callers of the API, where that for people speaks of pages.

    """
    answer: HttpResponse
    if is_of_api(request):
        answer = problem_answer(request, Problem(_KINDS[HTTPStatus(status)], str(to_programs or message)))
    elif wants_data(request):
        answer = JsonResponse({"message": str(message), "changes": []}, status=status)
    else:
        answer = HttpResponse(render_to_string(page, {"message": message}), status=status)
    answer.headers["Retry-After"] = str(pause)
    return answer
