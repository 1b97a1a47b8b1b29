"""What a file is for, and what the second person says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from privacy.choices import Purpose

NOTE_MAX = 300


class PurposeForm(forms.Form):
    """What a file with people in it is taken away for."""

    purpose = forms.ChoiceField(
        label=_("用途"), choices=Purpose.choices, widget=forms.Select(attrs={"class": "form-select"})
    )
    note = forms.CharField(
        label=_("用途说明"),
        required=False,
        max_length=NOTE_MAX,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=_("例如：报送2026年度统计。选择“其他”的必须填写。"),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the list has none."""
        cleaned = super().clean()
        if cleaned.get("purpose") == Purpose.OTHER and not cleaned.get("note", "").strip():
            self.add_error("note", _("请写明用途。"))
        return cleaned


class AnswerForm(forms.Form):
    """What is said to who asked for a file."""

    answer = forms.CharField(
        label=_("批准意见"),
        required=False,
        max_length=NOTE_MAX,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=_("不批准的，请写明理由。"),
    )
