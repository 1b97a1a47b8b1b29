"""The forms of what is done about a finding."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from governance.forms.asking import date_input
from governance.forms.plans import LONGEST
from governance.models import Finding
from oversight.cases.deadlines import possible_owners
from oversight.forms.files import FilesField
from privacy.marks import unclassified

#: A deadline that nobody changed: four weeks from today.
USUAL_TIME = timedelta(days=28)


def words(label: Any, *, needed: bool, help_text: Any = "") -> forms.CharField:
    """Return the field for what somebody says."""
    area = forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST})
    kind = {"max_length": LONGEST, "widget": area, "validators": [unclassified]}
    return forms.CharField(label=label, required=needed, help_text=help_text, **kind)


class WordsForm(forms.Form):
    """What is said with an act."""

    def __init__(self, *args: Any, label: Any, needed: bool = True, help_text: Any = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["text"] = words(label, needed=needed, help_text=help_text)


class ReportForm(WordsForm):
    """What is said, with evidence."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["files"] = FilesField()


class FilesForm(forms.Form):
    """Evidence alone."""

    files = FilesField()


class DueForm(forms.Form):
    """The day by which something is to be mended."""

    due_on = forms.DateField(label=_("整改期限"), widget=date_input())
    text = words(_("说明（可以不填）"), needed=False)


class OwnerForm(forms.Form):
    """Who of the school is in charge."""

    owner = forms.ModelChoiceField(User.objects.none(), label=_("责任人"), empty_label=_("请选择"))

    def __init__(self, finding: Finding, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = possible_owners(finding.school)
