"""What people choose for the digest."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.desk import DrawnForm
from oversight.choices.reminding import Frequency
from oversight.models import DigestPreference


class PreferenceForm(DrawnForm):
    """How often, where to and in which language."""

    class Meta:
        model = DigestPreference
        fields = ("frequency", "address", "language")
        widgets = {
            "frequency": forms.Select(attrs={"class": "form-select"}),
            "address": forms.EmailInput(attrs={"class": "form-control", "autocomplete": "email"}),
            "language": forms.Select(attrs={"class": "form-select"}),
        }
        help_texts = {
            "address": _("请填写本人使用的工作邮箱。邮件只写学校、党组织和日期，不写党员姓名。"),
        }
        error_messages = {"address": {"invalid": _("邮箱地址的格式不对，请核对。")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def clean(self):
        """Ask for an address where mails are wanted."""
        cleaned = super().clean()
        wants = cleaned.get("frequency") != Frequency.NONE
        if wants and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", _("请填写邮箱地址，或者选择不发邮件。"))
        return cleaned

    def save(self, commit=True):
        """Save; what went wrong with another address is no longer of interest."""
        self.instance.failed_on, self.instance.failures, self.instance.problem = None, 0, ""
        return super().save(commit)
