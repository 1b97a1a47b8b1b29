"""Who took which file away, and files that wait for a second person."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from privacy.choices import ExportState
from privacy.exporting.deciding import export_decide, is_expired
from privacy.exporting.names import name_of
from privacy.forms.exports import AnswerForm
from privacy.models import DataExport
from privacy.rights import may_decide
from schools.row_security.reasons import WATCHED
from schools.row_security.scope import across_schools

PAGE_SIZE = 50
UNPROCESSABLE = 422
_RELATED = ("user", "school__jurisdiction", "jurisdiction", "decided_by")


@require_safe
@login_required
def exports(request: HttpRequest) -> HttpResponse:
    """List the files one took away, and those that left places one looks after; find one by its number."""
    words = request.GET.get("q", "").strip()[:64]
    found = DataExport.objects.visible_to(request.user).select_related(*_RELATED)
    if words:
        found = found.filter(number__iexact=words) | found.filter(sha256=words.lower())
    with across_schools(WATCHED):
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        rows = [(export, name_of(export.route), is_expired(export)) for export in page]
    context = {"section": "exports", "page": page, "rows": rows, "words": words}
    context["query"] = urlencode({"q": words})
    return render(request, "privacy/exports.html", context)


@require_safe
@login_required
def export(request: HttpRequest, number: str) -> HttpResponse:
    """Show one export: who, what for, how many people, and what became of it."""
    return _page(request, _visible(request, number), AnswerForm())


@require_POST
@login_required
def export_decided(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Approve the export, or not."""
    found = _visible(request, number)
    verdict = may_decide(request.user, found)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, UNPROCESSABLE)
    given = {"user": request.user, "export": found, "answer": form.cleaned_data["answer"]}
    try:
        export_decide(approves=act == "approve", **given)
    except ValidationError as problem:
        form.add_error("answer" if hasattr(problem, "error_dict") else None, problem.messages)
        return _page(request, found, form, UNPROCESSABLE)
    messages.success(request, _("已批准。") if act == "approve" else _("已退回。"))
    return redirect("privacy:export", number=found.number)


def _visible(request: HttpRequest, number: str) -> DataExport:
    rows = DataExport.objects.visible_to(request.user).select_related(*_RELATED)
    with across_schools(WATCHED):
        return get_object_or_404(rows, number=number)


def _page(request: HttpRequest, export: DataExport, form: AnswerForm, status: int = 200) -> HttpResponse:
    is_waiting = export.state == ExportState.WAITING
    context: dict[str, Any] = {
        "section": "exports",
        "export": export,
        "name": name_of(export.route),
        "form": form,
        "decides": may_decide(request.user, export) if is_waiting else None,
        "is_waiting": is_waiting,
        "is_expired": is_expired(export),
        "address": _address(export),
        "is_ready": export.state == ExportState.APPROVED and not is_expired(export),
        "is_own": export.user_id == request.user.pk,
    }
    return render(request, "privacy/export.html", context, status=status)


def _address(export: DataExport) -> str:
    """Return where the file is handed out, nothing if that address is no more."""
    try:
        path = reverse(export.route, kwargs=export.arguments)
    except NoReverseMatch:
        return ""
    query = urlencode(export.filters, doseq=True)
    return f"{path}?{query}" if query else path
