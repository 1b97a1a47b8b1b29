"""Reports: the list, asking for one, its progress, the file; and the health sheet of a school."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import may_export
from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import today, visible_school
from oversight.choices.report import MEDIA_TYPES, ReportFormat, ReportKind, ReportState
from oversight.forms.reports import ReportForm
from oversight.models import Report
from oversight.papers.word import paper_docx
from oversight.reports.health import health_paper, health_pdf
from oversight.reports.naming import people_named, people_named_at
from oversight.reports.ordering import report_cancel, report_order, report_remove, report_resume
from oversight.reports.progress import progress_of
from privacy.exporting import Offer, handed_out
from privacy.exporting.attaching import attach

PAGE_SIZE = 20
TAKING = ["GET", "HEAD", "POST"]
_ACTIONS = {"cancel": report_cancel, "resume": report_resume, "remove": report_remove}


@require_http_methods(["GET", "POST"])
@login_required
def reports(request, code):
    """List the user's reports on the jurisdiction; ask for one."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    verdict = may_export(request.user, place)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            report_order(
                user=request.user,
                kind=form.kind,
                file_format=form.file_format,
                jurisdiction=place,
                on=today(),
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("已开始生成，完成后在下面下载；离开本页不影响生成。"))
            return redirect("oversight:reports", code=place.code)
    found = Report.objects.visible_to(request.user).filter(jurisdiction=place)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [progress_of(report) for report in page]
    context = {"place": place, "form": form, "page": page, "rows": rows}
    return render(request, "oversight/reports.html", context)


@require_GET
@login_required
def report_row(request, key):
    """Show one line of the list again, while the report is under way."""
    report = get_object_or_404(_own(request), key=key)
    return render(request, "oversight/_report_row.html", {"row": progress_of(report)})


@require_POST
@login_required
def report_act(request, key, action):
    """Call the report off, let it go on, or throw it away."""
    report = get_object_or_404(_own(request), key=key)
    if action not in _ACTIONS:
        raise Http404
    try:
        _ACTIONS[action](report=report)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect("oversight:reports", code=report.jurisdiction.code)


@require_http_methods(TAKING)
@login_required
def report_file(request, key):
    """Hand the file out."""
    report = get_object_or_404(_own(request), key=key, state=ReportState.DONE)
    verdict = may_export(request.user, report.jurisdiction)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    name = f"{report}_{report.on.isoformat()}.{report.format}"
    media_type = MEDIA_TYPES[ReportFormat(report.format)]
    if report.kind == ReportKind.FINDINGS:
        people = people_named(report.jurisdiction, request.user)
        offer = Offer(report.jurisdiction, people, name, media_type, lambda _line: report.file.open("rb"))
        return handed_out(request, offer)
    answer = FileResponse(report.file.open("rb"), content_type=media_type)  # numbers of schools, no people
    answer["Content-Length"] = report.size
    attach(answer, name)
    return answer


@require_http_methods(TAKING)
@login_required
def school_health(request, code, file_format):
    """Hand out the health sheet of a school."""
    school = visible_school(request, code)
    verdict = may_export(request.user, school)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    made = {ReportFormat.PDF: health_pdf, ReportFormat.DOCX: _health_docx}.get(file_format)
    if made is None:
        raise Http404
    name = f"{school.name}_{_('体检单')}_{today().isoformat()}.{file_format}"
    media_type = MEDIA_TYPES[ReportFormat(file_format)]
    people = people_named_at(school)
    offer = Offer(
        school, people, name, media_type, lambda _line: made(school, request.user, today()), asks=False
    )
    with transaction.atomic():
        return handed_out(request, offer)


def _health_docx(school, user, on):
    return paper_docx(health_paper(school, user, on))


def _own(request):
    return Report.objects.visible_to(request.user).select_related("jurisdiction")
