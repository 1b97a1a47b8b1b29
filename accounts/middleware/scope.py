"""A request gets the rows of its user's schools, and none while nobody knows who asks."""

from django.http import HttpRequest, HttpResponseBase

from accounts.places import PlacesOf
from schools.row_security.scope import Scope, each_within, within


class ScopeMiddleware:
    """What the views read and write is held to the schools of the user, by the database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer; one that is written while it is read keeps the scope."""
        scope = Scope(places=PlacesOf(lambda: getattr(request, "user", None)))
        _is_somebody = request.user.is_authenticated  # read before the reading itself asks whose it is
        with within(scope):
            answer = self.get_response(request)
        if answer.streaming and not answer.is_async and getattr(answer, "file_to_stream", None) is None:
            answer.streaming_content = each_within(scope, answer.streaming_content)
        return answer
