"""Signing in, signing out, the password."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import password_validation
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.clock import seconds_for_page
from accounts.domain.second_factor import recovery_codes_left
from accounts.domain.sessions import sessions_end
from accounts.forms import PasswordForm, SignInForm
from accounts.passwords import is_too_old
from accounts.typed import typed_drop, typed_of


@method_decorator(transaction.non_atomic_requests, name="dispatch")  # a count of guesses is never taken back
class SignInView(LoginView):
    """Ask who is there; who is already signed in goes on."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        """Offer the single sign-on and the letter, if there are such."""
        more = {"single_sign_on": settings.OIDC, "letters": settings.MAIL_IS_SET}
        return super().get_context_data(**kwargs) | more

    def form_valid(self, form) -> HttpResponse:
        """Go on to the second factor, or in."""
        login = Login(user=form.get_user(), redirect_url=self.get_redirect_url() or None)
        return perform_password_login(self.request, {"username": form.get_user().username}, login)


class SignOutView(LogoutView):
    """End the session; only by POST, so that no link can do it."""

    http_method_names = ("post", "options")
    next_page = reverse_lazy("accounts:sign_in")

    def post(self, request, *args, **kwargs):
        """Leave nothing in the browser."""
        sessions = request.user.usersession_set if request.user.is_authenticated else None
        if sessions is not None:
            sessions.filter(session_key=request.session.session_key).delete()
        answer = super().post(request, *args, **kwargs)
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class CodeView(AuthenticateView):
    """Ask for the second factor of somebody whose password was right."""

    template_name = "accounts/code.html"

    def get_context_data(self, **kwargs):
        """Tell how many recovery codes are left."""
        return super().get_context_data(**kwargs) | {"codes_left": recovery_codes_left(self.stage.login.user)}


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class SignedInCodeView(CodeAgainView):
    """Ask for the second factor of somebody who is signed in."""

    template_name = "accounts/code.html"

    def get_context_data(self, **kwargs):
        """Tell how many recovery codes are left."""
        return super().get_context_data(**kwargs) | {"codes_left": recovery_codes_left(self.request.user)}


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class SignedInPasswordView(ReauthenticateView):
    """Ask for the password of somebody who is signed in, before he changes how he signs in."""

    template_name = "accounts/again.html"


class PasswordView(PasswordChangeView):
    """Change one's own password."""

    template_name = "accounts/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("accounts:home")

    @method_decorator(transaction.non_atomic_requests)
    def dispatch(self, *args, **kwargs):
        """Ask in; guesses at the old password are counted as at the door."""
        return super().dispatch(*args, **kwargs)

    def get_context_data(self, **kwargs):
        """Tell what a password must be, and why it is asked for."""
        rules = password_validation.password_validators_help_texts()
        return super().get_context_data(**kwargs) | {"rules": rules, "too_old": is_too_old(self.request.user)}

    def get_form_kwargs(self):
        """Hand the request on."""
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        """Save, end the user's other sessions, and say so."""
        answer = super().form_valid(form)
        sessions_end(self.request.user, but=self.request.session.session_key)
        messages.success(self.request, _("密码已经修改，下次请用新密码登录。"))
        return answer


@login_required
@never_cache
def typed(request):
    """Offer to send what was typed when the time was over, or throw it away."""
    if request.method == "POST":
        typed_drop(request.session)
        return redirect("accounts:home")
    kept = typed_of(request.session, request.user)
    return render(request, "accounts/typed.html", {"typed": kept}) if kept else redirect("accounts:home")


@require_POST
@login_required
@never_cache
def alive(request):
    """Say that somebody is there, and return the seconds there are now."""
    return JsonResponse({"left": seconds_for_page(request.session)})
