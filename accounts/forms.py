"""What people type to sign in and to change their password."""

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.desk import DrawnForm
from accounts.domain.guesses import guesses_forget
from accounts.domain.second_factor import second_factor_remove
from accounts.domain.sessions import sessions_end
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
        max_length=256,
        widget=forms.PasswordInput(attrs={**CONTROL, "autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _(
            "用户名或者密码不正确，请核对后再试。连续输错5次，30分钟内不能再试。"
            "忘记密码或者账号停用的，请联系主管部门的系统管理员。"
        ),
        "inactive": _("这个账号已经停用，请联系主管部门。"),
    }


class PasswordForm(PasswordChangeForm):
    """The old password and the new one twice."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": _("原密码不正确，或者尝试次数过多。"),
        "password_mismatch": _("两次输入的新密码不一致。"),
    }

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        labels = {
            "old_password": _("原密码"),
            "new_password1": _("新密码"),
            "new_password2": _("再次输入新密码"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.update(CONTROL)

    def clean_old_password(self):
        """Check the old password as at the door: guesses are counted here too."""
        old = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.username, password=old) != self.user:
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old

    def save(self, commit=True):
        """Save the new password; the user need not change it again."""
        self.user.must_change_password = False
        return super().save(commit)


class UserForm(DrawnForm):
    """A user as the system's administrators see one: a new password may be given, none is shown."""

    new_password = forms.CharField(
        label=_("新密码"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("填写后，该用户下次登录时须自行修改；不改密码的留空。登录被锁定的，同时解锁。"),
    )
    without_second_factor = forms.BooleanField(
        label=_("解除两步验证"),
        required=False,
        help_text=_("手机遗失、恢复码也没有时使用；该用户的登录全部退出，下次登录时重新设置。"),
    )

    class Meta:
        model = User
        fields = ("username", "display_name", "email", "is_active", "is_staff", "is_superuser")

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
            guesses_forget(self.instance.username, self.instance.pk)
        if self.instance.is_active and "is_active" in self.changed_data:
            self.instance.enabled_at = timezone.now()
        if self.instance.pk is not None:
            self._end_what_is_over()
        return super().save(commit)

    def _end_what_is_over(self):
        if self.cleaned_data.get("without_second_factor"):
            second_factor_remove(self.instance)
        if self.cleaned_data.get("without_second_factor") or not self.instance.is_active:
            sessions_end(self.instance)


class NewUserForm(UserForm):
    """A new user, who gets a first password and works at the desk unless said otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password"].required = True
        self.fields["is_staff"].initial = True
