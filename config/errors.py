"""The page for what should not have happened: it names the request, so that it is found in the log."""

from django.http import HttpRequest, HttpResponseServerError
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponseServerError:
    """Return the page, with nothing in it that asks the database."""
    page = loader.get_template("500.html")
    return HttpResponseServerError(page.render({"request_id": getattr(request, "request_id", "")}))
