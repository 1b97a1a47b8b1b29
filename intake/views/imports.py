"""Imports: the list with the form to send a workbook, the page of one, its progress."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import today, visible_school
from intake.forms.sending import ApplyForm, SendForm
from intake.models import RosterImport
from intake.presentation.page import ImportPage
from intake.running.progress import progress_of
from intake.running.receiving import import_receive
from intake.running.rights import may_import
from oversight.views.refusals import put_on
from schools.models import School

PAGE_SIZE = 20


def own_import(request, key):
    """Return the user's own import."""
    rows = RosterImport.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("school__jurisdiction", "jurisdiction", "asked_by"), key=key)


@require_http_methods(["GET", "POST"])
@login_required
def school_imports(request, code):
    """List the user's imports for the school; take a workbook in."""
    return _imports(request, visible_school(request, code))


@require_http_methods(["GET", "POST"])
@login_required
def jurisdiction_imports(request, code):
    """List the user's imports for the schools of the jurisdiction; take a workbook in."""
    return _imports(request, get_object_or_404(visible_jurisdictions(request.user), code=code))


def _imports(request, place):
    verdict = may_import(request.user, place)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    form = SendForm(request.POST or None, request.FILES or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            row = import_receive(
                user=request.user,
                place=place,
                upload=form.cleaned_data["file"],
                on=form.cleaned_data["on"],
                today=today(),
            )
        except ValidationError as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("已收到，正在读取；离开本页不影响处理。"))
            return redirect("intake:import", key=row.key)
    is_school = isinstance(place, School)
    of_place = {"school": place} if is_school else {"jurisdiction": place}
    page = Paginator(RosterImport.objects.visible_to(request.user).filter(**of_place), PAGE_SIZE)
    page = page.get_page(request.GET.get("page"))
    rows = [progress_of(row) for row in page]
    context = {"place": place, "is_school": is_school, "form": form, "page": page, "rows": rows}
    return render(request, "intake/imports.html", context)


@require_GET
@login_required
def roster_import(request, key):
    """Show where an import stands, and what is to be done."""
    row = own_import(request, key)
    return render(request, "intake/import.html", {"page": ImportPage(row), "row": row, "form": ApplyForm()})


@require_GET
@login_required
def import_row(request, key):
    """Show the progress again, while the import is under way; at its end the whole page is asked for."""
    progress = progress_of(own_import(request, key))
    if not progress.is_moving:
        answer = HttpResponse()
        answer["HX-Refresh"] = "true"
        return answer
    return render(request, "intake/_progress.html", {"progress": progress})
