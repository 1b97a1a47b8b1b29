"""What people type to sign in and to change their password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

CONTROL = {"class": "form-control"}


class SignInForm(AuthenticationForm):
    """User name and password."""

    username = forms.CharField(
        label=_("用户名"),
        widget=forms.TextInput(attrs={**CONTROL, "autofocus": True, "autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={**CONTROL, "autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _(
            "用户名或者密码不正确，请核对后再试。忘记密码的，请联系主管部门的系统管理员重置。"
        ),
        "inactive": _("这个账号已经停用，请联系主管部门。"),
    }


class PasswordForm(PasswordChangeForm):
    """The old password and the new one twice."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": _("原密码不正确。"),
        "password_mismatch": _("两次输入的新密码不一致。"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {
            "old_password": _("原密码"),
            "new_password1": _("新密码"),
            "new_password2": _("再次输入新密码"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.update(CONTROL)

    def save(self, commit=True):
        """Save the new password; the user need not change it again."""
        self.user.must_change_password = False
        return super().save(commit)
