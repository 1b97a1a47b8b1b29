"""Why somebody has to see what is masked."""

from django import forms
from django.utils.translation import gettext_lazy as _

REASON_MAX, REASON_MIN = 200, 4


class RevealForm(forms.Form):
    """The reason goes on record; it has to say something."""

    reason = forms.CharField(
        label=_("为什么需要查看"),
        min_length=REASON_MIN,
        max_length=REASON_MAX,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        help_text=_("例如：核对转正日期。查看人、时间和理由记入审计记录。"),
    )
