"""Findings as work: the lists, one finding, and what is done about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from governance.models import Finding
from governance.plans.running import PROBLEMS
from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import today, visible_school
from governance.views.plan_problems import problem_shown, status_of
from oversight.cases.lists import FindingList, findings_seen
from oversight.cases.page import CasePage
from oversight.choices.case import CaseAction
from oversight.views.case_deeds import DEEDS, file_removed, forms_for, perform


def visible_finding(request, pk: int) -> Finding:
    """Return the finding of a school, with its case, if the user may see it."""
    return get_object_or_404(findings_seen(request.user), pk=pk)


@require_safe
@login_required
def jurisdiction_findings(request, code):
    """List what is to be mended in a jurisdiction."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    page = FindingList(place, request.user, today(), request.GET)
    return render(request, "oversight/case_list.html", {"page": page, "place": place})


@require_safe
@login_required
def school_findings(request, code):
    """List what a school is to mend."""
    place = visible_school(request, code)
    page = FindingList(place, request.user, today(), request.GET)
    return render(request, "oversight/case_list.html", {"page": page, "place": place, "school": place})


@require_safe
@login_required
def case(request, pk):
    """Show a finding with everything about it, and what the reader may do."""
    return case_page(request, visible_finding(request, pk))


def case_page(
    request, finding: Finding, *, problem: Exception | None = None, sent: dict[str, Any] | None = None
):
    """Show the finding; after a refusal with the reason, and with all that was typed."""
    page = CasePage(finding, request.user, today())
    context = {
        "page": page,
        "finding": finding,
        "school": finding.school,
        "forms": forms_for(page) | (sent or {}),
        "problem_box": problem_shown(problem),
    }
    status = status_of(problem) if problem or sent else 200
    return render(request, "oversight/case.html", context, status=status)


@require_POST
@login_required
def case_act(request, pk, action):
    """Do one thing about a finding: explain, claim, set a deadline …"""
    finding = visible_finding(request, pk)
    if action == CaseAction.DETACH:
        return _detach(request, finding)
    if action == CaseAction.CLAIM and finding.closed_on is not None:
        # mending closes it at once, while the page with the button may still be open
        messages.success(request, _("按登记的资料，这项问题已经自动消除，不用再报。"))
        return redirect("oversight:case", pk)
    deed = DEEDS.get(action)
    if deed is None:
        raise Http404
    form = deed.form(action, CasePage(finding, request.user, today()), request.POST, request.FILES)
    if not form.is_valid():
        return case_page(request, finding, sent={action: form})
    try:
        perform(request, deed, finding, form)
    except PROBLEMS as problem:
        for name, errors in getattr(problem, "error_dict", {}).items():
            form.add_error(name if name in form.fields else None, errors)
        return case_page(request, visible_finding(request, pk), problem=problem, sent={action: form})
    return redirect("oversight:case", pk)


def _detach(request, finding: Finding):
    try:
        file_removed(request, finding)
    except PROBLEMS as problem:
        return case_page(request, visible_finding(request, finding.pk), problem=problem)
    return redirect("oversight:case", finding.pk)
