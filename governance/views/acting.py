"""Acting on the structure from the chart: the menu of a node, and the form of an action."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from governance.plans.running import PROBLEMS
from governance.views.answers import done, in_dialog, refused, shown
from governance.views.errand import Errand, wants_data


@require_safe
@login_required
def school_actions(request, code):
    """List what can be done on a node."""
    errand = Errand.of(request, code)
    with errand.stage():
        kind, row = errand.node()
        context = {
            "kind": kind,
            "errand": errand,
            "school": errand.school,
            "node": row,
            "actions": errand.offered(),
            "by_plan_only": errand.by_plan_only(),
        }
        page = "governance/_actions.html" if in_dialog(request) else "governance/actions.html"
        return render(request, page, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def school_action(request, code, name):
    """Show the form of an action, or do it."""
    try:
        errand = Errand.of(request, code, name)
    except PermissionDenied as denied:
        if not wants_data(request):
            raise
        return JsonResponse({"message": str(denied)}, status=403)
    is_sent = request.method == "POST" and not any(key.endswith("-more") for key in request.POST)
    return carry_out(errand) if is_sent else ask(errand)


def ask(errand: Errand) -> HttpResponse:
    """Show the form as far as it is filled in."""
    with errand.stage() as stage:
        form = errand.form(stage)
        problem = errand.past()
        return refused(errand, form, problem) if problem else shown(errand, form)


def carry_out(errand: Errand) -> HttpResponse:
    """Do what the form says; if that cannot be, show the form again with the reason."""
    with errand.stage() as stage:
        form = errand.form(stage)
        problem = errand.past()
        if problem is None and form.is_valid():
            problem = stage.trial(errand.action, form.values) if stage else None
            is_ready = problem is None
        else:
            is_ready = False
        if not is_ready:
            return refused(errand, errand.checked_form(stage, problem) if problem else form, problem)
    try:
        return done(errand, errand.perform(form))
    except PROBLEMS as problem:
        with errand.stage() as stage:
            return refused(errand, errand.checked_form(stage, problem), problem)
