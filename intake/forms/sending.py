"""Send a workbook; say why it is applied."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SendForm(forms.Form):
    """The file, and the day for which it holds."""

    file = forms.FileField(
        label=_("文件"),
        help_text=_("Excel 或 WPS 的 .xlsx、.et（xlsx 格式）或者 .csv，不超过10MB。"),
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".xlsx,.et,.csv"}),
    )
    on = forms.DateField(
        label=_("数据日期"),
        help_text=_("表里没有写日期的任职、编入等，从这一天起登记。"),
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["aria-describedby"] = f"{self[name].id_for_label}_help"


class ApplyForm(forms.Form):
    """Why, where a rule asks for it."""

    reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=300,
        help_text=_("涉及“要求说明理由”的规则，或者数据日期较早时填写。"),
        widget=forms.TextInput(attrs={"class": "form-control", "aria-describedby": "id_reason_help"}),
    )
