"""Which report, as which file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oversight.choices.report import FORMATS, ReportFormat, ReportKind


class ReportForm(forms.Form):
    """The report a person asks for."""

    what = forms.ChoiceField(label=_("报告"), choices=())

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # one choice instead of two fields of which half the pairs do not exist
        self.fields["what"].choices = [
            (f"{kind.value}.{made.value}", f"{kind.label} · {made.label}")
            for kind, formats in FORMATS.items()
            for made in formats
        ]
        self.fields["what"].widget.attrs["class"] = "form-select"

    @property
    def kind(self) -> ReportKind:
        """What it is about."""
        return ReportKind(self.cleaned_data["what"].split(".")[0])

    @property
    def file_format(self) -> ReportFormat:
        """Which file it becomes."""
        return ReportFormat(self.cleaned_data["what"].split(".")[1])
