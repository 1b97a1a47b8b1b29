"""What a school writes to ask for a waiver, and what the official decides."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.asking import date_input
from oversight.forms.files import FilesField
from oversight.models import WaiverRequest
from oversight.waivers.asking import Asked
from privacy.marks import unclassified


class AskForm(forms.Form):
    """Why, on which approval, until when, with which evidence."""

    reason = forms.CharField(
        label=_("申请理由"),
        max_length=300,
        validators=[unclassified],
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        help_text=_("为什么暂时做不到，准备什么时候、怎样解决。"),
    )
    document_number = forms.CharField(label=_("批准文号"), max_length=60)
    issued_on = forms.DateField(label=_("批准日期"), widget=date_input())
    issuer = forms.CharField(label=_("批准单位"), max_length=120)
    until = forms.DateField(
        label=_("豁免至"), widget=date_input(), help_text=_("最后一天；到期以后重新按规则判断。")
    )
    files = FilesField(label=_("批准文件等佐证材料"))

    @property
    def asked(self) -> Asked:
        """What was written."""
        return Asked(**{name: value for name, value in self.cleaned_data.items() if name != "files"})

    @property
    def files_given(self) -> list[Any]:
        """The files handed in."""
        return self.cleaned_data["files"]


def written(request: WaiverRequest) -> dict[str, Any]:
    """Return what the request says, as the form shows it again."""
    names = ("reason", "document_number", "issued_on", "issuer", "until")
    return {name: getattr(request, name) for name in names}


class GrantForm(forms.Form):
    """Until when it is granted; an earlier day than asked is possible."""

    until = forms.DateField(label=_("同意豁免至"), widget=date_input())
    text = forms.CharField(
        label=_("审批意见（可以不填）"),
        max_length=2000,
        required=False,
        validators=[unclassified],
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 2000}),
    )

    def __init__(self, *args: Any, latest: date, **kwargs: Any):
        kwargs.setdefault("initial", {"until": latest})
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _("学校申请到 %(day)s，可以提前，不能延后。") % {"day": latest}
