"""Whose session needs a second factor gets nowhere without one: not by the desk, not by an older session."""

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.domain.duties import needs_second_factor
from accounts.domain.second_factor import has_second_factor

ALLOWED = (
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "account_reauthenticate",
    "accounts:password",
    "accounts:sign_out",
    "set_language",
)


class SecondFactorMiddleware:
    """Send who has to show a second factor in this session, and has not, to where it is shown or set up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the page asked for, or the way to the second factor."""
        user = request.user
        if not user.is_authenticated or is_verified(request) or not needs_second_factor(user):
            return self.get_response(request)
        if request.path in [reverse(name) for name in ALLOWED]:
            return self.get_response(request)
        name = "mfa_reauthenticate" if has_second_factor(user) else "mfa_activate_totp"
        back = request.get_full_path() if request.method == "GET" else reverse("accounts:home")
        address = f"{reverse(name)}?{urlencode({'next': back})}"
        if request.htmx:
            return HttpResponse(status=401, headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)


def is_verified(request: HttpRequest) -> bool:
    """Tell whether a second factor was shown in this very session."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)
