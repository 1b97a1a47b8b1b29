"""The page for what should not have happened: it names the request, so that it is found in the log."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

from api.http.place import is_of_api
from api.http.problems import Kind, Problem, answer


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page or the problem, with nothing in it that asks the database."""
    if is_of_api(request):
        return answer(request, Problem(Kind.FAULT))
    page = loader.get_template("500.html")
    return HttpResponseServerError(page.render({"request_id": getattr(request, "request_id", "")}))
