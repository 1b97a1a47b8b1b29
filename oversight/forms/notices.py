"""The forms of a notice."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from governance.forms.asking import date_input
from governance.forms.plans import LONGEST
from governance.models import Finding
from governance.rules.texts import sentence
from oversight.forms.cases import words
from oversight.forms.files import FilesField
from oversight.models import Notice
from oversight.notices.answering import Answer
from oversight.notices.items import open_findings
from privacy.marks import unclassified


class FindingsField(forms.ModelMultipleChoiceField):
    """Findings by what they say."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, finding: Finding) -> str:
        """Return the sentence with its rule."""
        said = sentence(finding.rule, finding.variant, finding.evidence)
        return f"{finding.rule} {said}"


class DeadlineForm(forms.Form):
    """When the notices that are drawn up together fall due."""

    deadline = forms.DateField(label=_("整改期限"), widget=date_input())

    def __init__(self, today: date, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_deadline(self) -> date:
        """Return the day, today at the earliest."""
        if self.cleaned_data["deadline"] < self.today:
            raise ValidationError(_say("整改期限不能早于今天。"))
        return self.cleaned_data["deadline"]


class NoticeForm(DeadlineForm):
    """What a notice names and says."""

    issuer = forms.CharField(label=_("发文单位"), max_length=120)
    prefix = forms.CharField(
        label=_("发文字号的代字"), max_length=20, help_text=_("下发时自动编号，例如：代字〔2026〕1号。")
    )
    text = forms.CharField(
        label=_("正文"),
        max_length=LONGEST,
        validators=[unclassified],
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST}),
    )
    findings = FindingsField(
        Finding.objects.none(),
        label=_("列入的问题"),
        error_messages={"required": _("请至少选择一项问题。")},
    )

    def __init__(self, notice: Notice, today: date, *args: Any, **kwargs: Any):
        names = ("deadline", "issuer", "prefix", "text")
        initial = {name: getattr(notice, name) for name in names}
        if notice.pk:
            initial["findings"] = list(notice.items.values_list("finding", flat=True))
        super().__init__(today, *args, initial=initial, **kwargs)
        self.fields["findings"].queryset = open_findings(notice.school)


class AnswerForm(forms.Form):
    """What was done about each item, with evidence."""

    def __init__(self, notice: Notice, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.items = list(notice.items.all())
        for item in self.items:
            told = {"n": item.position}
            field = words(_say("第%(n)d项整改情况") % told, needed=True, help_text=item.sentence)
            field.initial = item.answer
            self.fields[f"text_{item.pk}"] = field
            self.fields[f"files_{item.pk}"] = FilesField(label=_say("第%(n)d项佐证材料") % told)
        self.fields["text"] = words(_("总的说明（可以不填）"), needed=False)

    @property
    def answers(self) -> dict[int, Answer]:
        """What was sent, by the items' keys."""
        sent = self.cleaned_data
        return {i.pk: Answer(sent[f"text_{i.pk}"], sent[f"files_{i.pk}"]) for i in self.items}
