"""What people type to sign in and to change their password."""

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from accounts.models import User

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


class UserForm(forms.ModelForm):
    """A user as the system's administrators see one: a new password may be given, none is shown."""

    new_password = forms.CharField(
        label=_("新密码"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("填写后，该用户下次登录时须自行修改；不改密码的留空。"),
    )

    class Meta:
        model = User
        fields = ("username", "display_name", "is_active", "is_staff", "is_superuser")

    def clean_new_password(self):
        """Hold the password to the rules of the site."""
        password = self.cleaned_data["new_password"]
        if password:
            password_validation.validate_password(password, self.instance)
        return password

    def save(self, commit=True):
        """Save; a password that somebody else chose must be changed by its owner."""
        if self.cleaned_data["new_password"]:
            self.instance.set_password(self.cleaned_data["new_password"])
            self.instance.must_change_password = True
        return super().save(commit)


class NewUserForm(UserForm):
    """A new user, who gets a first password and works at the desk unless said otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password"].required = True
        self.fields["is_staff"].initial = True
