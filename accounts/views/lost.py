"""A lost password: only where a mail server is set, otherwise there is no such page."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import password_validation
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from accounts.addresses import client_network
from accounts.domain.guesses import lost_password_guess
from accounts.forms import CONTROL
from accounts.jobs import write_lost_password


class LostForm(forms.Form):
    """The address the letter goes to."""

    email = forms.EmailField(
        label=gettext_lazy("登记过的邮箱"),
        widget=forms.EmailInput(attrs={**CONTROL, "autocomplete": "email"}),
    )


class NewPasswordForm(SetPasswordForm):
    """The new password twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {"new_password1": gettext_lazy("新密码"), "new_password2": gettext_lazy("再次输入新密码")}
        for name, label in labels.items():
            self.fields[name].label, self.fields[name].help_text = label, ""
            self.fields[name].widget.attrs.update(CONTROL)

    def save(self, commit=True):
        """Save; nobody else has known this password."""
        self.user.must_change_password = False
        return super().save(commit)


@never_cache
@transaction.non_atomic_requests
def lost(request):
    """Ask for the address; the answer is the same whoever has it, and the letter is written by a job."""
    if not settings.MAIL_IS_SET:
        raise Http404
    form = LostForm(request.POST or None)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and lost_password_guess(client_network(request)):
        write_lost_password.defer(email=form.cleaned_data["email"])
    return render(request, "accounts/lost.html", {"form": form, "is_sent": is_sent})


@method_decorator(never_cache, name="dispatch")
class LostResetView(PasswordResetConfirmView):
    """Take a new password from whoever has the letter; he signs in with it, second factor and all."""

    template_name = "accounts/lost_reset.html"
    form_class = NewPasswordForm
    post_reset_login = False
    success_url = reverse_lazy("accounts:sign_in")

    def dispatch(self, *args, **kwargs):
        """Exist only where letters are written."""
        if not settings.MAIL_IS_SET:
            raise Http404
        return super().dispatch(*args, **kwargs)

    def get_context_data(self, **kwargs):
        """Tell what a password must be."""
        rules = password_validation.password_validators_help_texts()
        return super().get_context_data(**kwargs) | {"rules": rules}

    def form_valid(self, form):
        """Save and say so."""
        answer = super().form_valid(form)
        messages.success(self.request, _("密码已经重新设定，请用新密码登录。"))
        return answer
