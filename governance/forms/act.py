"""What every form that changes the register asks besides its own fields: when, why, on which paper."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextInputWidget
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.permissions import may_edit
from governance.choices import DocumentKind
from governance.domain.act import Act
from governance.domain.records import record_create
from governance.domain.refusals import ReasonNeeded, Refusal, Stale
from governance.forms.place import Place
from governance.models import Document

ACT_FIELDS = ("act_on", "act_reason", "act_document", "act_version")
#: What an act is based on has most often just come.
NEWEST_FIRST = (F("issued_on").desc(nulls_last=True), "-pk")
PAPER_FIELDS = ("paper_number", "paper_issued_on", "paper_issuer")


class ActForm(forms.Form):
    """The fields 生效日期, 理由 and 依据文件, and the version of the school that the person saw.

    ``place`` and ``problem`` are set on a subclass for one request: the place narrows every choice,
    the problem is what the domain said to the same data a moment ago.
    """

    place: Place
    problem: Exception | None = None

    act_on = forms.DateField(
        label=_("生效日期"),
        widget=AdminDateWidget,
        help_text=_(
            "不晚于今天。早于今天的是对过去的更正，会单独标记；更正31天以前的资料要填写理由，"
            "补登人员、新单元、离任和换届情况的不必。"
        ),
    )
    act_reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        required=False,
        widget=AdminTextInputWidget,
        help_text=_("会记入变更记录。系统要求说明理由时必须填写。"),
    )
    act_document = forms.ModelChoiceField(Document.objects.none(), label=_("依据文件"), required=False)
    act_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["act_on"].initial = self.place.on
        self.fields["act_document"].queryset = self.place.rows(Document).order_by(*NEWEST_FIRST)
        if self.place.school:
            self.fields["act_version"].initial = self.place.school.version
        if isinstance(self.problem, ReasonNeeded):
            self.fields["act_reason"].required = True
            self.fields["act_reason"].widget.attrs["autofocus"] = True
        if isinstance(self.problem, Stale):
            self.see_newest()

    def see_newest(self) -> None:
        """Let what was typed be sent again: the person is shown what has changed, and has seen it then."""
        if self.is_bound and "act_version" in self.fields:
            seen = self.fields["act_version"].initial
            self.data = self.data.copy()
            self.data[self.add_prefix("act_version")] = "" if seen is None else str(seen)

    def clean(self) -> dict[str, Any]:
        """Refuse a day to come, and repeat what the domain said."""
        cleaned = super().clean() or self.cleaned_data
        if (day := cleaned.get("act_on")) and day > self.place.on:
            self.add_error("act_on", _("生效日期不能晚于今天。将来的调整请到生效之日再办理。"))
        self._repeat(self.problem)
        return cleaned

    def is_valid(self) -> bool:
        """Tell whether the form may be saved; what was refused a moment ago may not, the box says why."""
        return super().is_valid() and not isinstance(self.problem, Refusal)

    def _repeat(self, problem: Exception | None) -> None:
        """Show the refusal on the form; an error of a field the form has not is shown above it."""
        if isinstance(problem, ReasonNeeded):
            if not self.has_error("act_reason"):
                self.add_error("act_reason", _("请填写理由后再保存，理由会记入变更记录。"))
        elif isinstance(problem, ValidationError):
            for name, errors in _by_field(problem).items():
                field = name if name in self.fields else None
                self.add_error(field, [e for e in errors if not self._said(field, e)])

    def _said(self, field: str | None, error: ValidationError) -> bool:
        return bool(set(error.messages) & set(self.errors.get(field or NON_FIELD_ERRORS, ())))

    def act(self) -> Act:
        """Return the act the form describes; its document is written first if it is a new one."""
        data = self.cleaned_data
        return Act(
            actor=self.place.user,
            today=self.place.on,
            effective_on=data.get("act_on"),
            reason=data.get("act_reason", ""),
            document=data.get("act_document"),
            version=data.get("act_version"),
        )


def _by_field(problem: ValidationError) -> dict[str | None, list[ValidationError]]:
    if hasattr(problem, "error_dict"):
        return dict(problem.error_dict)
    return {None: problem.error_list}


class PaperForm(ActForm):
    """An act on a document that may not be registered yet: its number, date and issuer are asked."""

    #: Whether the act cannot do without a document.
    paper_needed = True
    paper_kind = DocumentKind.APPROVAL

    paper_number = forms.CharField(
        label=_("新文件文号"),
        max_length=60,
        required=False,
        widget=AdminTextInputWidget,
        help_text=_("文件还没有登记的，在这里填写，保存时一并登记。"),
    )
    paper_issued_on = forms.DateField(label=_("印发日期"), required=False, widget=AdminDateWidget)
    paper_issuer = forms.ModelChoiceField(Document.objects.none(), label=_("印发党组织"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["paper_issuer"].queryset = self.place.superiors()

    def clean(self) -> dict[str, Any]:
        """Ask for one document, registered or new."""
        cleaned = super().clean()
        given = cleaned.get("act_document") or cleaned.get("paper_number")
        if self.paper_needed and not given and not self.has_error("act_document"):
            self.add_error("act_document", _("请选择已登记的文件，或者填写新文件的文号。"))
        return cleaned

    def act(self) -> Act:
        """Return the act; a document that is new is registered by an act of its own before it."""
        act = super().act()
        if act.document is None and self.cleaned_data.get("paper_number"):
            first = Act(actor=act.actor, today=act.today, version=act.version)
            act.document = record_create(act=first, row=self._paper())
            act.version = None if self._at_school else act.version
        return act

    @property
    def _at_school(self) -> bool:
        return bool(self.place.school and may_edit(self.place.user, self.place.school))

    def _paper(self) -> Document:
        """Return the new document: kept at the school, or at its jurisdiction by who decides there."""
        data = self.cleaned_data
        home = {"school": self.place.school} if self._at_school else {"jurisdiction": self.place.area}
        return Document(
            kind=self.paper_kind,
            document_number=data["paper_number"].strip(),
            issued_on=data.get("paper_issued_on"),
            issuer=data.get("paper_issuer"),
            **home,
        )
