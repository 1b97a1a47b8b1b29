"""Where nothing is, and what should not have happened: a page for people, a problem for other programs."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import page_not_found

from api.http.place import is_of_api
from api.http.problems import Kind, Problem, answer


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page, or the problem; views of the API answer for their own rows."""
    if is_of_api(request):
        return answer(request, Problem(Kind.NOT_FOUND, _("接口没有这个地址，请查阅 /api/v1/openapi.json。")))
    return page_not_found(request, exception)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page or the problem, with nothing in it that asks the database; it names the request."""
    if is_of_api(request):
        return answer(request, Problem(Kind.FAULT))
    page = loader.get_template("500.html")
    return HttpResponseServerError(page.render({"request_id": getattr(request, "request_id", "")}))
