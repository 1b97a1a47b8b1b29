"""What a trend is drawn over, and of what."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.choices import Severity
from governance.presentation.chapters import chapters
from governance.rules.catalogue import in_reading_order
from oversight.trends.steps import Step, default_first, steps
from schools.choices import Ownership, SchoolForm, Stage

ANY = [("", _("全部"))]
UNITS = {"month": _("按月"), "week": _("按周")}
_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")


class TrendForm(forms.Form):
    """From when to when, in which steps, which schools and which rules; nothing given means a year, all."""

    first = forms.DateField(label=_("从"), required=False, input_formats=_FORMATS)
    last = forms.DateField(label=_("到"), required=False, input_formats=_FORMATS)
    unit = forms.ChoiceField(label=_("分段"), required=False, choices=UNITS.items())
    stage = forms.ChoiceField(label=_("学段"), required=False, choices=[*ANY, *Stage.choices])
    form = forms.ChoiceField(label=_("办学形式"), required=False, choices=[*ANY, *SchoolForm.choices])
    ownership = forms.ChoiceField(label=_("办别"), required=False, choices=[*ANY, *Ownership.choices])
    chapter = forms.ChoiceField(label=_("类别"), required=False)
    rule = forms.ChoiceField(label=_("规则"), required=False)
    severity = forms.ChoiceField(label=_("程度"), required=False, choices=[*ANY, *Severity.choices])

    def __init__(self, *args, leave_out: tuple[str, ...] = (), **kwargs):
        super().__init__(*args, **kwargs)
        rules = [(rule.code, f"{rule.code} {rule.name}") for rule in in_reading_order()]
        self.fields["rule"].choices = [*ANY, *rules]
        self.fields["chapter"].choices = [*ANY, *chapters()]
        for name in leave_out:
            del self.fields[name]
        for field in self.fields.values():
            is_choice = isinstance(field.widget, forms.Select)
            look = "form-select form-select-sm" if is_choice else "form-control form-control-sm"
            field.widget.attrs["class"] = look
        for name, day in (("first", self.first_day), ("last", self.last_day)):
            if name in self.fields:
                self.fields[name].widget.attrs["placeholder"] = day.isoformat()

    @property
    def asked(self) -> dict[str, str]:
        """What was asked and understood of schools and rules."""
        dates = ("first", "last", "unit")
        return {name: value for name, value in self._understood.items() if value and name not in dates}

    @property
    def _understood(self) -> dict:
        self.is_valid()
        return getattr(self, "cleaned_data", {})

    @property
    def last_day(self) -> date:
        """The last day, today unless an earlier one was asked for."""
        today = timezone.localdate()
        return min(self._understood.get("last") or today, today)

    @property
    def first_day(self) -> date:
        """The first day: a year of months unless another was asked for."""
        first = self._understood.get("first")
        return first if first and first <= self.last_day else default_first(self.last_day)

    @property
    def steps(self) -> list[Step]:
        """The stretch of days, cut."""
        return steps(self.first_day, self.last_day, self._understood.get("unit") or "month")

    @property
    def kept(self) -> dict[str, str]:
        """The fields that were filled in, for links that keep them."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}
