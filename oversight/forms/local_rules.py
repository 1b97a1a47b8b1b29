"""What an official sets for the schools below: a value or a level, on which paper, from when."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.choices import Enforcement
from governance.domain.facts.parameters import PARAMETER
from governance.forms.asking import date_input
from governance.forms.setting import as_json
from governance.rules.parameters import PARAMETERS, from_json, looser
from oversight.local_rules.setting import Setting
from oversight.local_rules.steps import Line, levels_from


class SettingForm(forms.Form):
    """The paper and the day; a child adds what is set."""

    kind = PARAMETER
    document_number = forms.CharField(label=_("依据文件（文号）"), max_length=120)
    start = forms.DateField(
        label=_("自何日起"), widget=date_input(), help_text=_("今天或者以后；到那天自动生效。")
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    field_order = ("value",)

    def __init__(self, line: Line, today: date, *args: Any, newest: int = 0, **kwargs: Any):
        kwargs.setdefault("initial", {"start": today, "seen": newest})
        self.line, self.today = line, today
        super().__init__(*args, **kwargs)

    def clean_start(self) -> date:
        """Refuse a past day."""
        if self.cleaned_data["start"] < self.today:
            raise ValidationError(_("起始日期不能早于今天。"))
        return self.cleaned_data["start"]

    def see_newest(self, newest: int) -> None:
        """Let what was typed be sent again, after the person was shown what somebody else has set."""
        self.data = self.data.copy()
        self.data["seen"] = str(newest)

    @property
    def setting(self) -> Setting:
        """What is to be set."""
        given = self.cleaned_data
        return Setting(self.kind, self.line.code, given["value"], given["document_number"], given["start"])


class ParameterForm(SettingForm):
    """A stricter value."""

    value = forms.CharField(label=_("取值"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if PARAMETERS[self.line.code].kind is not int:
            self.fields["value"].help_text = _("日期写成 2026-06-01；多个值用逗号分开。")

    def clean_value(self) -> Any:
        """Refuse what is no value of the kind, and what is looser than above, with the value above."""
        name = self.line.code
        try:
            value = as_json(name, self.cleaned_data["value"])
        except ValueError as problem:
            raise ValidationError(_("取值格式不对。")) from problem
        said = looser(name, from_json(name, value), self.line.value_above)
        if said:
            raise ValidationError(said)
        return value


class LevelForm(SettingForm):
    """A level."""

    kind = "enforcement"
    value = forms.ChoiceField(label=_("执行方式"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        allowed = levels_from(self.line)
        self.fields["value"].choices = [(level.value, level.label) for level in allowed]
        if self.line.above and len(allowed) < len(Enforcement):
            self.fields["value"].help_text = _("上级规定为“%(level)s”，只能相同或者更严。") % {
                "level": self.line.value_above.label
            }


class EndForm(forms.Form):
    """The last day on which it counts."""

    last = forms.DateField(label=_("最后一天"), widget=date_input())
