"""The forms of a plan: its name and day, what people say about it, and the decision."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from governance.forms.act import ACT_FIELDS, PaperForm
from governance.forms.asking import date_input
from governance.forms.place import Place
from governance.models import Plan
from privacy.marks import unclassified

LONGEST = 2000
#: Schools reorganise for the new school year, and prepare it from May on.
SCHOOL_YEAR, PREPARED_FROM = 9, 5


class PlanForm(forms.ModelForm):
    """What the plan is called, why, and from when it holds."""

    class Meta:
        model = Plan
        fields = ("title", "effective_on", "purpose")
        help_texts = {
            "effective_on": _("方案批准后自这一天起生效；可以是将来的日子，到那天自动实施。"),
            "purpose": _("为什么调整、依据什么，供审批时参考。"),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["effective_on"].widget = date_input()
        self.fields["purpose"].widget = forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST})
        self.fields["purpose"].validators.append(unclassified)


def plan_suggestion(today: date) -> dict[str, Any]:
    """Return what a new plan begins with: from May on it is for the new school year, else for today."""
    autumn = date(today.year, SCHOOL_YEAR, 1)
    if today.month >= PREPARED_FROM and today <= autumn:
        return {"title": _say("%(year)d年秋季组织调整方案") % {"year": today.year}, "effective_on": autumn}
    title = _say("%(year)d年%(month)d月组织调整方案") % {"year": today.year, "month": today.month}
    return {"title": title, "effective_on": today}


class OpinionForm(forms.Form):
    """What somebody says with an act; some acts cannot do without."""

    text = forms.CharField(
        label=_("意见"), max_length=LONGEST, required=False, validators=[unclassified], widget=forms.Textarea
    )

    def __init__(self, *args: Any, label: Any = "", needed: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs = {"rows": 2, "maxlength": LONGEST}
        self.fields["text"].required = needed
        self.fields["text"].label = label or self.fields["text"].label


class ApprovalForm(PaperForm):
    """The approval: a document that is registered, or a new one; and an opinion."""

    text = forms.CharField(
        label=_("意见"), max_length=LONGEST, required=False, validators=[unclassified], widget=forms.Textarea
    )

    def __init__(self, place: Place, *args: Any, problem: Exception | None = None, **kwargs: Any):
        self.place, self.problem = place, problem
        super().__init__(*args, **kwargs)
        for name in ACT_FIELDS:
            if name != "act_document":
                del self.fields[name]
        self.fields["act_document"].label = _("批复")
        self.fields["paper_number"].widget = forms.TextInput(attrs={"maxlength": "60"})
        self.fields["paper_issued_on"].widget = date_input()
        self.fields["text"].widget.attrs = {"rows": 2, "maxlength": LONGEST}
