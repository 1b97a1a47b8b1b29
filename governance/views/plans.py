"""Plans: the lists, one plan, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import may_edit
from accounts.sending.drawn import take
from governance.choices import PlanAction
from governance.forms.plans import PlanForm, plan_suggestion
from governance.models import Plan
from governance.plans.drafting import plan_change, plan_copy, plan_create
from governance.plans.lists import JurisdictionPlans, SchoolPlans
from governance.plans.page import PlanPage
from governance.plans.running import PROBLEMS
from governance.plans.states import may
from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import today, visible_school
from governance.views.plan_deeds import DEEDS, forms_for, seen_version
from governance.views.plan_problems import problem_shown, status_of


def visible_plan(request, pk: int) -> Plan:
    """Return the plan if the user may see it."""
    related = ("school__jurisdiction", "author", "approval", "change_set")
    return get_object_or_404(Plan.objects.visible_to(request.user).select_related(*related), pk=pk)


@require_safe
@login_required
def school_plans(request, code):
    """List the plans of a school."""
    school = visible_school(request, code)
    page = SchoolPlans(school, request.user, request.GET.get("state", ""))
    return render(request, "governance/plans.html", {"page": page, "school": school})


@require_safe
@login_required
def jurisdiction_plans(request, code):
    """List the plans of the schools of a jurisdiction, those to be decided first."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    page = JurisdictionPlans(place, request.user, today())
    return render(request, "governance/jurisdiction_plans.html", {"page": page, "place": place})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def plan_new(request, code):
    """Begin a plan."""
    school = visible_school(request, code)
    verdict = may_edit(request.user, school)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    form = PlanForm(request.POST or None, initial=plan_suggestion(today()))
    if form.is_valid():
        plan = plan_create(user=request.user, school=school, **form.cleaned_data)
        return redirect("governance:plan", plan.pk)
    status = 422 if form.is_bound else 200
    return render(request, "governance/plan_form.html", {"form": form, "school": school}, status=status)


@require_safe
@login_required
def plan(request, pk):
    """Show what a plan does, where it stands, and what the reader may do with it."""
    return plan_page(request, visible_plan(request, pk))


def plan_page(request, found: Plan, *, problem: Exception | None = None, sent: dict[str, Any] | None = None):
    """Show the plan; after a refusal with the reason, and with all that was typed."""
    page = PlanPage(found, request.user, today())
    context = {
        "page": page,
        "plan": found,
        "school": found.school,
        "forms": forms_for(page) | (sent or {}),
        "problem_box": problem_shown(problem),
    }
    status = status_of(problem) if problem or sent else 200
    return render(request, "governance/plan.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def plan_edit(request, pk):
    """Change what the plan is called, why it is made and from when it holds."""
    found = visible_plan(request, pk)
    verdict = may(request.user, found, PlanAction.EDIT)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    form = PlanForm(request.POST or None, instance=visible_plan(request, pk))
    take(form)
    context = {"form": form, "plan": found, "school": found.school, "status": 422 if form.is_bound else 200}
    if form.is_valid():
        try:
            plan_change(user=request.user, plan=found, version=seen_version(request), **form.cleaned_data)
        except PROBLEMS as problem:
            fresh = visible_plan(request, pk)
            context |= {"plan": fresh, "problem_box": problem_shown(problem), "status": status_of(problem)}
        else:
            messages.success(request, _("方案已修改。"))
            return redirect("governance:plan", pk)
    return render(request, "governance/plan_form.html", context, status=context["status"])


@require_POST
@login_required
def plan_act(request, pk, action):
    """Do one thing with a plan: submit, approve, comment …"""
    found = visible_plan(request, pk)
    deed = DEEDS.get(action)
    if deed is None:
        raise Http404
    form = deed.form(found, request.user, today(), request.POST)
    if not form.is_valid():
        return plan_page(request, found, sent={action: form})
    try:
        deed.perform(request, found, form)
    except PROBLEMS as problem:
        deed.repeat(form, problem)
        return plan_page(request, visible_plan(request, pk), problem=problem, sent={action: form})
    messages.success(request, deed.done)
    return redirect("governance:plan", pk)


@require_POST
@login_required
def plan_copied(request, pk):
    """Begin a new plan with the steps of this one."""
    found = visible_plan(request, pk)
    verdict = may_edit(request.user, found.school)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    copy = plan_copy(user=request.user, plan=found, today=today())
    messages.success(request, _("已按“%(title)s”的步骤新拟一个方案。") % {"title": found.title})
    return redirect("governance:plan", copy.pk)
