"""How one signs in: the second factor, the places where one is signed in, the single sign-on."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.totp.internal import flows
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.domain.duties import needs_second_factor
from accounts.domain.second_factor import (
    code_check,
    has_second_factor,
    recovery_codes_left,
    recovery_codes_renew,
    second_factor_remove,
)
from accounts.domain.sessions import sessions_end, sessions_of


@login_required
@never_cache
def security(request):
    """Show it all on one page."""
    context = {
        "has_second_factor": has_second_factor(request.user),
        "needs_second_factor": needs_second_factor(request.user),
        "codes_left": recovery_codes_left(request.user),
        "sessions": sessions_of(request.user),
        "single_sign_on": settings.OIDC,
        "links": SocialAccount.objects.filter(user=request.user),
    }
    return render(request, "accounts/security.html", context)


@method_decorator(never_cache, name="dispatch")
class SetUpView(ActivateTOTPView):
    """Bring the secret to a telephone, and show the recovery codes once."""

    template_name = "accounts/second_factor.html"

    def form_valid(self, form):
        """Keep the secret; the other sessions, which never showed it, end."""
        with transaction.atomic():
            authenticator, _none = flows.activate_totp(self.request, form)
            code_check(self.request.user, form.cleaned_data["code"])  # used up: it opens nothing again
            codes = recovery_codes_renew(self.request.user)
        post_authentication(self.request, authenticator)
        sessions_end(self.request.user, but=self.request.session.session_key)
        return render(self.request, "accounts/recovery_codes.html", {"codes": codes})


class RemoveView(DeactivateTOTPView):
    """Go without a second factor, if one may."""

    template_name = "accounts/second_factor_off.html"

    def dispatch(self, request, *args, **kwargs):
        """Let nobody take off what he has not."""
        if request.user.is_authenticated and not has_second_factor(request.user):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        """Take it off, the recovery codes with it."""
        second_factor_remove(self.request.user)
        messages.success(self.request, _("两步验证已经停用。"))
        return redirect("mfa_index")


@require_POST
@never_cache
@reauthentication_required(app="allauth.mfa")
def codes_renew(request):
    """Show ten new codes, once."""
    if not has_second_factor(request.user):
        return redirect("mfa_index")
    codes = recovery_codes_renew(request.user)
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


@require_POST
@login_required
def session_end(request, number):
    """End one session; one's own ends like any other."""
    session = get_object_or_404(request.user.usersession_set, pk=number)
    is_mine = session.session_key == request.session.session_key
    session.end()
    if is_mine:
        request.session.flush()
        return redirect("accounts:sign_in")
    messages.success(request, _("已经让那里退出。"))
    return redirect("mfa_index")


@require_POST
@login_required
def sessions_end_others(request):
    """End every session but this one."""
    count = sessions_end(request.user, but=request.session.session_key)
    messages.success(request, _("已经让其他%(count)d处退出。") % {"count": count})
    return redirect("mfa_index")


@require_POST
@reauthentication_required(app="allauth.socialaccount")
def link_end(request, number):
    """Cut the link to an account of the single sign-on."""
    get_object_or_404(SocialAccount, user=request.user, pk=number).delete()
    messages.success(request, _("关联已经解除。"))
    return redirect("mfa_index")
