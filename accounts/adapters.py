"""Where allauth asks us: who may come in, how secrets are kept, what is said."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.addresses import client_address
from accounts.domain.duties import grants_are_over, needs_second_factor
from accounts.domain.linking import NotLinked, user_for
from accounts.single_sign_on import CityAdapter
from accounts.typed import typed_is_waiting

#: Seconds for which signing in counts as having just said who one is.
_FRESH = 300


class AccountAdapter(DefaultAccountAdapter):
    """Nobody registers himself; whose grants are over stays outside; what is said, our pages say."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": _("密码不正确，或者尝试次数过多，请稍后再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Answer no."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address as we believe it."""
        return client_address(request)

    def is_safe_url(self, url: str) -> bool:
        """Lead nowhere but to the host that was asked: not even to another one of ours."""
        request = context.request
        hosts = {request.get_host()} if request else set()
        return url_has_allowed_host_and_scheme(url, allowed_hosts=hosts)

    def add_message(self, *_arguments: Any, **_names: Any) -> None:
        """Say nothing: the pages do."""

    def pre_login(self, request: HttpRequest, user: Any, **names: Any) -> HttpResponse | None:
        """Refuse whom nothing is left to do here; the password was right, so he may know why."""
        response = super().pre_login(request, user, **names)
        if response is None and grants_are_over(user):
            clear_login(request)
            return _refused(request, "over")
        return response

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Say that the account was switched off, to somebody another system vouched for."""
        return _refused(request, "inactive")

    def post_login(self, request: HttpRequest, user: Any, **names: Any) -> HttpResponse:
        """Lead to the page asked for, or back to what was being typed when the time was over."""
        response = super().post_login(request, user, **names)
        return redirect("accounts:typed") if typed_is_waiting(request.session, user) else response

    def is_reauthentication_required(self, *, app: str, **_names: Any) -> bool:
        """Ask again who is there unless it was said within the last minutes."""
        request = context.request
        records = get_authentication_records(request, request.user)
        now = timezone.now().timestamp()
        return not any(now - record["at"] < _FRESH for record in records)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of telephones are encrypted with a key made from the installation's secret key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("验证码不正确，或者已经用过。"),
        "cannot_delete_authenticator": _("您的职责要求使用两步验证，不能停用。"),
    }

    def get_totp_issuer(self) -> str:
        """Return the name that stands in the telephone's list."""
        return str(_("梁柱"))

    def get_totp_label(self, user: Any) -> str:
        """Return the user's name: addresses for mail are nobody's identity here."""
        return user.username

    def encrypt(self, text: str) -> str:
        """Return the text as it is stored."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text that was stored."""
        return _keys().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Let only those go without a second factor who need none."""
        return not needs_second_factor(authenticator.user)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Another system says who somebody is; what he may do here, only grants say."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Answer no: no account is made because another system has one."""
        return False

    def get_provider(self, request: HttpRequest, *arguments: Any, **names: Any) -> Any:
        """Return the provider, of whom no more is believed than ``accounts.single_sign_on`` says."""
        found = super().get_provider(request, *arguments, **names)
        found.oauth2_adapter_class = CityAdapter
        return found

    def get_requests_session(self) -> Any:
        """Return what asks the provider: at the addresses it names, and nowhere it only points to."""
        found = super().get_requests_session()
        found.max_redirects = 0
        return found

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the user the stranger belongs to.

        Raises:
            ImmediateHttpResponse: with the page that says whom to ask.

        """
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        try:
            user = user_for(sociallogin.account)
        except NotLinked as problem:
            raise ImmediateHttpResponse(_refused(request, "unknown", account=problem.name)) from None
        sociallogin.connect(request, user)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Lead back to the page from which accounts are linked."""
        return reverse("mfa_index")

    def on_authentication_error(self, request: HttpRequest, provider: Any, **names: Any) -> None:
        """Say in our words that it did not work.

        Raises:
            ImmediateHttpResponse: with the page.

        """
        raise ImmediateHttpResponse(_refused(request, "failed"))

    def send_notification_mail(self, *_arguments: Any, **_names: Any) -> None:
        """Send none."""


def _refused(request: HttpRequest, why: str, **more: Any) -> HttpResponse:
    return render(request, "accounts/refused.html", {"why": why, **more}, status=403)


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"accounts.second_factor" + secret.encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
