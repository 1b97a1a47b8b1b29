"""What must happen before anybody works with a password that somebody else knows, or that is too old."""

from allauth.account.authentication import get_authentication_records
from django.http import HttpResponseRedirect
from django.urls import reverse

from accounts.passwords import is_too_old

ALLOWED = ("accounts:password", "accounts:sign_out", "set_language")


class PasswordChangeMiddleware:
    """Send a user whose password must be changed to the page where it is, wherever he goes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the page asked for, or the way to the password page."""
        user = request.user
        if user.is_authenticated and must_change(request):
            allowed = [reverse(name) for name in ALLOWED]
            if request.path not in allowed:
                return HttpResponseRedirect(allowed[0])
        return self.get_response(request)


def must_change(request) -> bool:
    """Tell whether a new password is due. Who came by the single sign-on has used none that could be old."""
    user = request.user
    if user.must_change_password or not is_too_old(user):
        return user.must_change_password
    records = get_authentication_records(request, user)
    return not any(record["method"] == "socialaccount" for record in records)
