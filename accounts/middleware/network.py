"""Who has power over others comes from the networks the installation names, if it names any."""

from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.addresses import client_address
from accounts.domain.duties import is_privileged

ALLOWED = ("accounts:sign_out", "set_language", "healthz")


class NetworkMiddleware:
    """Refuse the privileged from elsewhere, in every session and with every request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer of the view, or the refusal of ``process_view``."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, arguments, names) -> None:
        """Let the request pass.

        Raises:
            PermissionDenied: which is put on record like any refusal.

        """
        if not settings.ADMIN_NETWORKS or not request.user.is_authenticated:
            return
        if request.resolver_match.view_name in ALLOWED or not is_privileged(request.user):
            return
        address = ip_address(client_address(request))
        if not any(address in network for network in settings.ADMIN_NETWORKS):
            raise PermissionDenied(_("您的账号只能在单位规定的网络中使用。请在单位的电脑上登录。"))
