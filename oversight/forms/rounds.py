"""The forms of a round: what it is about, which schools, and what is done with it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from governance.forms.asking import date_input
from governance.forms.plans import LONGEST
from governance.presentation.chapters import chapters
from governance.presentation.filters import SchoolFilter
from governance.rules.catalogue import in_reading_order
from oversight.choices.round import Choosing
from oversight.models import Answer, Round
from privacy.marks import unclassified

#: Schools usually have so many days to answer.
USUAL_DAYS = 14
EARLIEST, LATEST = 2000, 2100


class RoundForm(forms.ModelForm):
    """What a round is called, what for, about which rules and schools, until when."""

    choosing = forms.ChoiceField(
        label=_("检查哪些学校"), choices=Choosing, widget=forms.RadioSelect, initial=Choosing.ALL
    )
    chapters = forms.MultipleChoiceField(
        label=_("检查哪些类别"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("类别和规则都不选，就是检查全部规则。"),
    )
    rules = forms.MultipleChoiceField(
        label=_("再加上哪些规则"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Round
        fields = ("title", "kind", "year", "basis", "purpose", "starts_on", "deadline", "wants_zero")
        help_texts = {
            "kind": _("年度核查以学校的年度备案作为上报：学校报送备案即为上报，您同意备案即为认可。"),
            "basis": _("文号或者文件标题，可以不填。"),
            "deadline": _("学校在这一天之内上报不算逾期。"),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["chapters"].choices = chapters()
        self.fields["rules"].choices = [(r.code, f"{r.code} {r.name}") for r in in_reading_order()]
        self.fields["purpose"].widget = forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST})
        self.fields["purpose"].validators.append(unclassified)
        for name in ("starts_on", "deadline"):
            self.fields[name].widget = date_input()
        self.fields["year"].widget = forms.NumberInput(attrs={"min": EARLIEST, "max": LATEST})

    def clean_year(self) -> int:
        """Return the year if it is one of our time."""
        year = self.cleaned_data["year"]
        if not EARLIEST <= year <= LATEST:
            raise ValidationError(_say("年度应当在%(a)d到%(b)d之间。") % {"a": EARLIEST, "b": LATEST})
        return year

    def clean(self) -> dict[str, Any]:
        """Let a round end after it begins."""
        found = super().clean()
        start, end = found.get("starts_on"), found.get("deadline")
        if start and end and end < start:
            self.add_error("deadline", _say("上报期限不能早于开始日期。"))
        return found

    def values(self, schools: SchoolFilter) -> dict[str, Any]:
        """Return what the operations take; schools ticked before stay ticked."""
        fields = {name: self.cleaned_data[name] for name in (*self.Meta.fields, "rules", "chapters")}
        kept = self.initial.get("codes", [])
        selection = {"choosing": self.cleaned_data["choosing"], "filter": schools.asked, "codes": kept}
        return {**fields, "selection": selection}


def round_suggestion(today: date, query: QueryDict) -> dict[str, Any]:
    """Return what a new round begins with: two weeks, and the schools that the county's page showed."""
    asked = bool(set(query) & set(SchoolFilter.base_fields))
    return {
        "year": today.year,
        "starts_on": today,
        "deadline": today + timedelta(days=USUAL_DAYS),
        "choosing": Choosing.FILTER if asked else Choosing.ALL,
        "rules": [query["rule"]] if query.get("rule") else [],
        "wants_zero": True,
    }


def round_initial(round_: Round) -> dict[str, Any]:
    """Return what the form of a draft begins with besides its columns."""
    selection = round_.selection
    return {
        "choosing": selection.get("choosing", Choosing.ALL),
        "rules": round_.rules,
        "chapters": round_.chapters,
        "codes": selection.get("codes", []),
    }


class ExtendForm(forms.Form):
    """A later deadline with its reason."""

    deadline = forms.DateField(label=_("新的期限"), widget=date_input())
    text = forms.CharField(
        label=_("延期的理由"),
        max_length=LONGEST,
        validators=[unclassified],
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST}),
    )


class AnswerForm(forms.Form):
    """What a school says about its findings and about the whole."""

    note = forms.CharField(
        label=_("总体说明"),
        required=False,
        max_length=LONGEST,
        validators=[unclassified],
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
    )

    def __init__(self, answer: Answer, *args: Any, **kwargs: Any):
        kwargs.setdefault("initial", {"note": answer.note})
        super().__init__(*args, **kwargs)
        for row in answer.findings.all():
            self.fields[f"text-{row.pk}"] = forms.CharField(
                label=_("说明"),
                required=False,
                max_length=1000,
                initial=row.text,
                validators=[unclassified],
                widget=forms.Textarea(attrs={"rows": 2}),  # in a line of input, Enter would hand in
            )

    def texts(self) -> dict[int, str]:
        """Return by the key of the finding what was typed."""
        fields = self.cleaned_data.items()
        return {int(name[5:]): text for name, text in fields if name.startswith("text-")}
