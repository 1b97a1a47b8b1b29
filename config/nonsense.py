"""Requests that no page of ours answers: by odd methods, with what no text of the database can hold."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

NUL = "\x00"
#: Methods that tell a stranger what came in between, or open a way through; no page answers them.
_NOBODYS = frozenset({"TRACE", "TRACK", "CONNECT"})


class NonsenseMiddleware:
    """Refuse methods nobody needs, and NUL in the address and its query; forms say so at their fields."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        """Take what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer.

        Raises:
            SuspiciousOperation: which is answered 400.

        """
        if request.method in _NOBODYS:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        query = request.META.get("QUERY_STRING", "")
        if NUL in request.path_info or "%00" in query or NUL in query:
            raise SuspiciousOperation("NUL in the address")
        return self.get_response(request)
