"""What the forms of a set-up share, and its first ones: the school, lists of units and people, one person."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from privacy.marks import unclassified
from schools.choices import PoliticalStatus, Stage
from schools.models import Jurisdiction, Person, School

Choices = Iterable[tuple[str, Any]]
EMPTY = ("", _("（未选）"))
_MEMBERS = frozenset({PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY})


def date_input() -> forms.DateInput:
    """Return a date as the browser lets people choose it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SetupForm(forms.Form):
    """A form whose widgets carry the classes of the style sheet."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.dress()

    def dress(self) -> None:
        """Give every widget its class; called again by forms that add fields."""
        for field in self.fields.values():
            widget = field.widget
            if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
                continue  # their class would go to the box around the choices as well
            if isinstance(widget, forms.Select):
                widget.attrs.setdefault("class", "form-select")
            else:
                widget.attrs.setdefault("class", "form-control")


class ProfileForm(SetupForm, forms.ModelForm):
    """What the rules have to know of a school."""

    class Meta:
        model = School
        fields = (
            "name",
            "short_name",
            "type_code",
            "stages",
            "form",
            "ownership",
            "is_legal_person",
            "founded_on",
            "leadership_system",
            "system_from",
        )

    stages = forms.MultipleChoiceField(
        label=_("学段"), choices=Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    founded_on = forms.DateField(label=_("建校日期"), required=False, widget=date_input())
    system_from = forms.DateField(
        label=_("领导体制实施日期"),
        required=False,
        widget=date_input(),
        help_text=_("实施党组织领导的校长负责制的学校请填写，有关规则从这一天起检查。"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("ownership", "leadership_system", "is_legal_person"):
            self.fields[name].required = True
        self.fields["is_legal_person"] = forms.TypedChoiceField(
            label=_("独立法人"),
            choices=[EMPTY, ("yes", _("是")), ("no", _("否"))],
            coerce=lambda value: value == "yes",
        )
        known = {True: "yes", False: "no"}
        self.initial["is_legal_person"] = known.get(self.instance.is_legal_person, "")
        self.dress()

    def changes(self) -> dict[str, Any]:
        """Return the fields whose value differs from the stored one."""
        stored = type(self.instance).objects.get(pk=self.instance.pk) if self.instance.pk else None
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in self._meta.fields and (stored is None or getattr(stored, name) != value)
        }


class RegisterForm(ProfileForm):
    """A school that enters the register: where it belongs, its code, and what it is."""

    field_order = ("jurisdiction", "code")

    jurisdiction = forms.ModelChoiceField(
        Jurisdiction.objects.none(), label=_("主管行政区划"), empty_label=_("（未选）")
    )
    code = forms.RegexField(
        r"^\d{10}$",
        label=_("学校标识码"),
        help_text=_("10位数字，前两位是学校类别代码。"),
        error_messages={"invalid": _("学校标识码应当是10位数字。")},
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"].queryset = places
        self.fields["type_code"].required = False
        del self.fields["type_code"]

    def clean_code(self) -> str:
        """Refuse a code that is taken, and one whose first digits are no type of school."""
        code = self.cleaned_data["code"]
        types = School._meta.get_field("type_code").choices
        if code[:2] not in dict(types):
            listed = _say("、").join(f"{value} {label}" for value, label in types)
            raise forms.ValidationError(_say("前两位应当是学校类别代码：{types}。").format(types=listed))
        if School.objects.filter(code=code).exists():
            raise forms.ValidationError(_say("这个标识码已经登记。"))
        return code

    def given(self) -> dict[str, Any]:
        """Return what the school is registered with."""
        return {**self.cleaned_data, "type_code": self.cleaned_data["code"][:2]}


class ListForm(SetupForm):
    """A list pasted from a spreadsheet."""

    text = forms.CharField(
        label=_("名单"),
        max_length=200_000,
        strip=False,
        validators=[unclassified],
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, label: Any, help_text: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, help_text


class PersonForm(SetupForm, forms.ModelForm):
    """One member of staff."""

    class Meta:
        model = Person
        fields = ("name", "staff_number", "political_status", "joined_on", "full_on")

    joined_on = forms.DateField(label=_("入党日期"), required=False, widget=date_input())
    full_on = forms.DateField(label=_("转正日期"), required=False, widget=date_input())
    units = forms.MultipleChoiceField(label=_("单元"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, units: Choices, on: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = list(units)
        self.on = on

    def clean(self) -> dict[str, Any]:
        """Refuse days to come, and days of the Party for who is no member."""
        cleaned = super().clean() or self.cleaned_data
        days = [name for name in ("joined_on", "full_on") if cleaned.get(name)]
        for name in days:
            if cleaned[name] > self.on:
                self.add_error(name, _say("日期晚于今天，请核对。"))
        if days and cleaned.get("political_status") not in _MEMBERS:
            self.add_error("political_status", _say("填写了入党、转正日期的，政治面貌应当是党员。"))
        if cleaned.get("full_on") and cleaned.get("political_status") == PoliticalStatus.PROBATIONARY:
            text = _say("预备党员没有转正日期；已经转正的，政治面貌请填“中共党员”。")
            self.add_error("full_on", text)
        return cleaned
