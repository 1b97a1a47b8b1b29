"""A session ends on the server: when nobody was there for too long, and after a working day."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.addresses import client_address
from accounts.clock import clock_touch, is_over
from accounts.typed import typed_keep

UNAUTHORIZED = 401
#: Where people type what they would not like to type again.
WORK = frozenset({"governance", "oversight", "privacy", "admin"})


class ClockMiddleware:
    """End a session whose time is over, keep what was being sent, let no part of a page be a sign-in page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the page, or the way in."""
        request.timed_out = None
        if request.user.is_authenticated:
            if is_over(request.session):
                _end(request)
            elif clock_touch(request.session, request.user):
                seen = UserSession.objects.filter(session_key=request.session.session_key)
                seen.update(last_seen_at=timezone.now(), ip=client_address(request))
        return _for_its_reader(request, self.get_response(request))

    def process_view(self, request: HttpRequest, view, arguments, names) -> HttpResponse | None:
        """Keep what was sent, now that it is known not to come from another site."""
        if request.timed_out is None or request.method != "POST":
            return None
        is_work = request.resolver_match.namespace in WORK
        if not is_work or not typed_keep(request, request.timed_out):
            return None
        return redirect(settings.LOGIN_URL)


def _end(request: HttpRequest) -> None:
    request.timed_out = request.user.pk
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    request.session.flush()
    request.user = AnonymousUser()
    messages.info(request, _("您有一段时间没有操作，系统已经退出。请重新登录，登录后回到刚才的页面。"))


def _for_its_reader(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell parts of pages and programs plainly that somebody has to sign in."""
    if not response.headers.get("Location", "").startswith(settings.LOGIN_URL):
        return response
    if request.htmx:
        page = request.htmx.current_url_abs_path or reverse("accounts:home")
        address = f"{settings.LOGIN_URL}?{urlencode({'next': page})}"
        return HttpResponse(status=UNAUTHORIZED, headers={"HX-Redirect": address})
    if request.headers.get("Accept", "").startswith("application/json"):
        message = _("登录已经超时。请在新窗口重新登录，再回到这里重新载入。")
        return JsonResponse({"message": message}, status=UNAUTHORIZED)
    return response
