"""The address of a button: what only takes forms, asked for as a page.

People come there by their browser's history or by loading a refused form anew.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template import loader
from django.utils.translation import gettext as _

from api.http.place import is_of_api
from api.http.problems import Kind, Problem, answer


class WrongMethodMiddleware:
    """Say in words what Django answers with an empty page, and lead back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        """Take what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer: a page for people, a problem for programs."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        if is_of_api(request):
            allowed = response.headers["Allow"]
            said = _("这个地址只接受{methods}。").format(methods=allowed)
            return answer(request, Problem(Kind.METHOD, said, headers={"Allow": allowed}))
        if request.method == "GET":
            response.content = loader.render_to_string("405.html", {}, request)
        return response
