"""What somebody states about a rule that no data can decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion
from governance.forms.asking import date_input
from governance.rules.declaration import Rule
from oversight.attesting.asked import attested_rules
from oversight.attesting.stating import Words
from oversight.forms.files import FilesField
from privacy.marks import unclassified


class StatementForm(forms.Form):
    """The conclusion, what was seen, on which paper, how long it counts."""

    conclusion = forms.ChoiceField(label=_("核实结论"), choices=[("", "---------"), *Conclusion.choices])
    note = forms.CharField(
        label=_("核实情况"),
        max_length=300,
        required=False,
        validators=[unclassified],
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        help_text=_("看了什么材料、什么情况；不符合的必须写明。不要写个人隐私。"),
    )
    document_number = forms.CharField(
        label=_("依据材料"), max_length=120, required=False, help_text=_("会议记录、通知等的名称或者编号。")
    )
    until = forms.DateField(label=_("有效期至（可以不填）"), required=False, widget=date_input())
    files = FilesField()

    def __init__(self, *args: Any, rule: Rule | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if rule is not None:
            self.fields["until"].help_text = _("不填为 %(n)d 个月；可以更短，不能更长。") % {
                "n": rule.attested_months
            }

    @property
    def words(self) -> Words:
        """What was stated."""
        given = self.cleaned_data
        return Words(
            Conclusion(given["conclusion"]), given["note"], given["document_number"], given.get("until")
        )

    @property
    def files_given(self) -> list[Any]:
        """The files handed in."""
        return self.cleaned_data.get("files", [])


class AttestForm(StatementForm):
    """The same by an official, who says in whose name."""

    attester = forms.CharField(label=_("核实人或者核实单位"), max_length=120)
    field_order = ("conclusion", "attester")


class BulkForm(AttestForm):
    """One conclusion about one rule for many schools."""

    rule = forms.ChoiceField(label=_("规则"))
    field_order = ("rule", "conclusion", "attester")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["files"]
        named = [(rule.code, f"{rule.code} {rule.name}") for rule in attested_rules()]
        self.fields["rule"].choices = [("", "---------"), *named]
