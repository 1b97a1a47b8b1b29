"""Waivers: the lists, and asking for one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.sending.drawn import take
from governance.models import Finding
from governance.presentation.findings import finding_rows
from governance.presentation.jurisdiction_page import schools_inside, visible_jurisdictions
from governance.views.asking import today, visible_school
from governance.views.plan_problems import status_of
from oversight.choices.waiver_request import WaiverAction
from oversight.forms.waivers import AskForm, written
from oversight.models import WaiverRequest
from oversight.views.refusals import PROBLEMS, put_on
from oversight.views.versions import seen_version
from oversight.waivers.asking import may_ask, waiver_amend, waiver_ask
from oversight.waivers.lists import WaiverList, requests_seen
from oversight.waivers.states import COURSE
from schools.models import School


def visible_request(request, pk: int) -> WaiverRequest:
    """Return the request for a waiver if the user may see it."""
    return get_object_or_404(requests_seen(request.user), pk=pk)


@require_safe
@login_required
def school_waivers(request, code):
    """List the waivers and requests of a school."""
    school = visible_school(request, code)
    page = WaiverList(School.objects.filter(pk=school.pk), request.user, today(), request.GET)
    return render(request, "oversight/school_waivers.html", {"page": page, "school": school})


@require_safe
@login_required
def jurisdiction_waivers(request, code):
    """List the waivers and requests of the schools of a jurisdiction."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    page = WaiverList(schools_inside(place, request.user), request.user, today(), request.GET)
    return render(request, "oversight/jurisdiction_waivers.html", {"page": page, "place": place})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def waiver_new(request, pk):
    """Ask for a waiver of a finding."""
    seen = Finding.objects.visible_to(request.user).select_related("school__jurisdiction")
    finding = get_object_or_404(seen.filter(school__isnull=False), pk=pk)
    verdict = may_ask(request.user, finding)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    form = AskForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        told = {"asked": form.asked, "files": form.files_given}
        try:
            made = waiver_ask(user=request.user, finding=finding, today=today(), **told)
        except PROBLEMS as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("豁免申请已提交，等待主管部门审批。"))
            return redirect("oversight:waiver", made.pk)
    row = finding_rows([finding], request.user, mending=False)[0]
    context = {"form": form, "school": finding.school, "row": row}
    return render(request, "oversight/waiver_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def waiver_edit(request, pk):
    """Complete a request that was sent back."""
    found = visible_request(request, pk)
    verdict = COURSE.may(request.user, found, WaiverAction.AMEND)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    form = AskForm(request.POST or None, request.FILES or None, initial=written(found))
    take(form)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        told = {"asked": form.asked, "files": form.files_given, "version": seen_version(request)}
        try:
            waiver_amend(user=request.user, request=found, today=today(), **told)
        except PROBLEMS as problem:
            status = status_of(problem)
            put_on(form, problem)
        else:
            messages.success(request, _("已补充并重新提交。"))
            return redirect("oversight:waiver", pk)
    context = {"form": form, "school": found.school, "found": visible_request(request, pk)}
    return render(request, "oversight/waiver_form.html", context, status=status)
