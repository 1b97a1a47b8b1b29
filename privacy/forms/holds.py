"""Why a person's data are kept longer."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HoldForm(forms.Form):
    """The reason stays with the hold."""

    reason = forms.CharField(
        label=_("保留事由"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=_("例如：信访核查期间。登记后到期也不抹去，直到解除。"),
    )
