"""Addresses that no page of ours has: with a character in them that no text of the database can hold."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase

NUL = "\x00"


class NonsenseMiddleware:
    """Refuse NUL in the address and its query, before anybody looks for it; forms say so at their fields."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        """Take what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer.

        Raises:
            SuspiciousOperation: which is answered 400.

        """
        query = request.META.get("QUERY_STRING", "")
        if NUL in request.path_info or "%00" in query or NUL in query:
            raise SuspiciousOperation("NUL in the address")
        return self.get_response(request)
