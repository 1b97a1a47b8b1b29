"""No page, no form and no file while a guard of the database is missing."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.guards.watch import watch

UNAVAILABLE = 503
#: Seconds after which it is worth trying again.
RETRY_AFTER = "60"


class GuardsMiddleware:
    """Answer 503 in place of everything but style sheets while a guard is missing, or nobody can tell."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        """Take what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the page asked for, or the explanation."""
        # what is missing is for the log: a list of open doors is not for everybody
        if settings.GUARDS_WATCHED and watch.current().wrong != ():
            answer = render(request, "503_guards.html", status=UNAVAILABLE)
            answer.headers["Retry-After"] = RETRY_AFTER
            answer.headers["Cache-Control"] = "no-store"
            return answer
        return self.get_response(request)
