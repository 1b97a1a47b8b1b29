"""Where on the site the API is."""

from django.http import HttpRequest

ROOT = "/api/v1/"


def is_of_api(request: HttpRequest) -> bool:
    """Tell whether the API answers it, or a page."""
    return request.path.startswith(ROOT)
