"""A document in an open format comes in, and becomes the draft of a plan."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import may_edit
from exports.linked.planning import plan_from_document
from exports.linked.received import MOST_BYTES
from governance.views.asking import today, visible_school

_UNPROCESSABLE = 422


class DocumentForm(forms.Form):
    """The document."""

    document = forms.FileField(
        label=_("ORG 文件（JSON-LD）"),
        widget=forms.FileInput(attrs={"accept": ".jsonld,.json", "class": "form-control"}),
    )

    def clean_document(self) -> bytes:
        """Return what is in the file.

        Raises:
            ValidationError: if it is too large to be looked at.

        """
        upload = self.cleaned_data["document"]
        if upload.size > MOST_BYTES:
            raise ValidationError(gettext("文件太大，最多{n} MB。").format(n=MOST_BYTES // 1_000_000))
        return upload.read()


@require_http_methods(["GET", "POST"])
@login_required
def school_document(request: HttpRequest, code: str) -> Any:
    """Take a document of the school and lead to the plan that was made of it; say all that is wrong."""
    school = visible_school(request, code)
    verdict = may_edit(request.user, school)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    form = DocumentForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        raw = form.cleaned_data["document"]
        try:
            plan, found = plan_from_document(user=request.user, school=school, raw=raw, today=today())
        except ValidationError as problem:
            problems = problem.messages
        else:
            said = gettext("已按文件起草方案，共{steps}步；{notes}项保持不变，写在方案说明里。")
            messages.success(request, said.format(steps=len(found.steps), notes=len(found.notes)))
            return redirect("governance:plan", plan.pk)
    status = _UNPROCESSABLE if request.method == "POST" else 200
    context = {"school": school, "form": form, "problems": problems}
    return render(request, "exports/document.html", context, status=status)
