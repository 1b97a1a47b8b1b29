"""The forms of a filing: handing it in, accepting it."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.forms.asking import date_input
from governance.forms.plans import LONGEST
from oversight.choices.filing import FilingKind
from privacy.marks import unclassified

EARLIEST, LATEST = 2000, 2100


def _text(label: object) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST})
    kind = {"max_length": LONGEST, "widget": widget, "validators": [unclassified]}
    return forms.CharField(label=label, required=False, **kind)


class FilingForm(forms.Form):
    """What kind of filing it is, for which year, and what the school says with it."""

    kind = forms.ChoiceField(label=_("种类"), choices=FilingKind, widget=forms.RadioSelect)
    year = forms.IntegerField(label=_("年度"), min_value=EARLIEST, max_value=LATEST)
    note = _text(_("说明（可以不填）"))


class AcceptForm(forms.Form):
    """The number and day of acceptance."""

    number = forms.CharField(label=_("备案编号"), max_length=60)
    decided_on = forms.DateField(label=_("备案日期"), widget=date_input())
    text = _text(_("意见（可以不填）"))

    def clean_decided_on(self) -> date:
        """Return the day if it has come."""
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise ValidationError(gettext("备案日期不能晚于今天。"))
        return day
