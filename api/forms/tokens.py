"""What is asked for a new token."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from api.choices import Scope
from api.models.api_token import LONGEST

#: Long enough to be of use, short enough to be thought of again.
USUAL = timedelta(days=90)
TEXT = {"class": "form-control"}


class TokenForm(forms.Form):
    """What it is for, what it may do and how long."""

    name = forms.CharField(
        label=_("用途"),
        max_length=60,
        widget=forms.TextInput(attrs=TEXT),
        help_text=_("写明给哪个系统用，例如“区数据平台”。"),
    )
    scopes = forms.MultipleChoiceField(
        label=_("可以做的事"),
        choices=Scope.choices,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        help_text=_("令牌能做的不会超过您自己的权限。只读取数据的，不要选后两项。"),
    )
    expires_on = forms.DateField(
        label=_("有效期至"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={**TEXT, "type": "date"}),
        help_text=_("最长一年。"),
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["expires_on"].initial = today + USUAL
        limits = {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}
        self.fields["expires_on"].widget.attrs |= limits
