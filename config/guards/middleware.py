"""No page, no form and no file while a guard of the database is missing."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from config.guards.watch import watch
from config.stopping import stopped

#: Seconds after which it is worth trying again.
PAUSE = 60


class GuardsMiddleware:
    """Answer 503 in place of everything but style sheets while a guard is missing, or nobody can tell."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        """Take what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the page asked for, or the explanation."""
        # what is missing is for the log: a list of open doors is not for everybody
        if settings.GUARDS_WATCHED and watch.current().wrong != ():
            return stopped(
                request,
                HTTPStatus.SERVICE_UNAVAILABLE,
                pause=PAUSE,
                message=_(
                    "数据库的保护措施不完整，为了不写错、不泄露数据，系统暂时不提供服务。已经保存的数据不受影响。"
                ),
                page="503_guards.html",
            )
        return self.get_response(request)
