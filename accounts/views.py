"""Signing in, signing out, the password, and the page everybody starts from."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from accounts.forms import PasswordForm, SignInForm
from accounts.grants.delegation import keeps_grants
from accounts.models import SEEING
from accounts.permissions import grants_today


class SignInView(LoginView):
    """Ask who is there; who is already signed in goes on."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOutView(LogoutView):
    """End the session; only by POST, so that no link can do it."""

    http_method_names = ("post", "options")
    next_page = reverse_lazy("accounts:sign_in")


class PasswordView(PasswordChangeView):
    """Change one's own password."""

    template_name = "accounts/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("accounts:home")

    def form_valid(self, form):
        """Save and say so."""
        answer = super().form_valid(form)
        messages.success(self.request, _("密码已经修改，下次请用新密码登录。"))
        return answer


@login_required
def home(request):
    """Go to the one page that is the user's own, or offer those there are."""
    if request.user.is_superuser:
        return redirect("governance:jurisdictions")
    grants = [grant for grant in grants_today(request.user) if grant.role in SEEING]
    if not grants and keeps_grants(request.user):
        return redirect("accounts:grants")
    places = {grant.jurisdiction.code: grant.jurisdiction for grant in grants if grant.jurisdiction}
    schools = {grant.school.code: grant.school for grant in grants if grant.school}
    if len(places) + len(schools) == 1:
        name = "governance:jurisdiction" if places else "governance:school"
        return redirect(name, code=next(iter({**places, **schools})))
    context = {"jurisdictions": places.values(), "schools": schools.values()}
    return render(request, "accounts/home.html", context)
