"""What every answer tells the browser, whoever made it: pages, files, refusals, errors, redirects.

Outermost but for nothing: an answer that another middleware cut short has the headers too. Django's own and
the policy of scripts are set by their middlewares; here is what they leave out.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

#: Nothing of this is needed by any page.
PERMISSIONS = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
    "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in PERMISSIONS),
}
#: On signing out; cookies are ended by the server, and the language is to stay.
CLEARED = '"cache", "storage"'
SIGN_OUT = "/sign-out/"


class HeadersMiddleware:
    """Put the headers on every answer; what does not say itself how long it may be kept is kept by nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        """Take what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer with its headers."""
        answer = self.get_response(request)
        for name, value in ALWAYS.items():
            answer.headers.setdefault(name, value)
        if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            answer.headers.setdefault("Cache-Control", "no-store")
        if request.path == SIGN_OUT and request.method == "POST":
            answer.headers["Clear-Site-Data"] = CLEARED
        return answer
