"""Why a change is taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.domain.act import Act
from governance.domain.refusals import ReasonNeeded
from governance.forms.place import Place


class UndoForm(forms.Form):
    """The reason, and the version of the school that the person saw."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        required=False,
        help_text=_("会记入变更记录。系统要求说明理由时必须填写。"),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    place: Place

    @classmethod
    def bound_to(cls, place: Place, request: Any, problem: Exception | None = None) -> "UndoForm":
        """Return the form for one request; a reason that was asked for must be given."""
        form = cls(request.POST if request.method == "POST" else None)
        form.place = place
        if place.school is not None:
            form.fields["version"].initial = place.school.version
        if isinstance(problem, ReasonNeeded):
            form.fields["reason"].required = True
        return form

    def act(self) -> Act:
        """Return the act the form describes."""
        return Act(
            actor=self.place.user,
            today=self.place.on,
            reason=self.cleaned_data["reason"],
            version=self.cleaned_data["version"],
        )
