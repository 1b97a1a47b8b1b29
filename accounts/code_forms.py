"""What people type of their second factor, and when they are asked again who they are."""

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.domain.guesses import code_guess, guess_was_right
from accounts.domain.second_factor import code_check
from accounts.forms import CONTROL

_CODE = {**CONTROL, "autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
WRONG = _("验证码不正确、已经用过，或者尝试次数过多。请等手机上换了新的验证码再试。")


class CodeForm(forms.Form):
    """A code of the telephone, or one of the recovery codes."""

    code = forms.CharField(label=_("验证码或者恢复码"), max_length=20, widget=forms.TextInput(attrs=_CODE))
    is_again = False

    def __init__(self, *args, **kwargs):
        self.user = kwargs.pop("user")
        super().__init__(*args, **kwargs)

    def clean_code(self):
        """Count the guess, then check it and use it up."""
        guess = code_guess(self.user.pk)
        found = code_check(self.user, self.cleaned_data["code"]) if guess else None
        if found is None:
            raise forms.ValidationError(WRONG, code="incorrect_code")
        guess_was_right(guess)
        found.user = self.user
        self.authenticator = found
        return self.cleaned_data["code"]

    def save(self):
        """Note in the session that the second factor was shown."""
        post_authentication(context.request, self.authenticator, reauthenticated=self.is_again)


class CodeAgainForm(CodeForm):
    """The code of somebody who is signed in."""

    is_again = True


class SetUpForm(ActivateTOTPForm):
    """The first code of the telephone: the secret has arrived there."""

    code = forms.CharField(
        label=_("手机上显示的6位验证码"), max_length=10, widget=forms.TextInput(attrs=_CODE)
    )


class PasswordAgainForm(ReauthenticateForm):
    """The password of somebody who is signed in."""

    password = forms.CharField(
        label=_("密码"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={**CONTROL, "autocomplete": "current-password", "autofocus": True}),
    )
