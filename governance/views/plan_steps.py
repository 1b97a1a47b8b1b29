"""The steps of a plan: change one, take it out, put it elsewhere."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from governance.actions.action import Action
from governance.actions.catalogue import all_actions
from governance.actions.references import Unresolved
from governance.choices import PlanAction
from governance.forms.acting import ActionForm
from governance.forms.answers import answers_as_data
from governance.forms.offers.scene import Scene
from governance.forms.place import Place
from governance.models import Plan, PlanStep
from governance.plans.drafting import step_change, step_remove, step_shift
from governance.plans.running import PROBLEMS
from governance.plans.staging import Stage, staged
from governance.plans.states import may
from governance.views.asking import today
from governance.views.plan_deeds import seen_version
from governance.views.plan_problems import problem_shown, status_of
from governance.views.plans import plan_page, visible_plan

#: How far a step goes by a button.
SHIFTS = {"up": -1, "down": 1}


def _editable(request, pk: int, key: int) -> tuple[Plan, PlanStep]:
    """Return plan and step if the user may change them.

    Raises:
        PermissionDenied: with the reason.

    """
    found = visible_plan(request, pk)
    verdict = may(request.user, found, PlanAction.EDIT)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return found, get_object_or_404(found.steps, key=key)


@require_POST
@login_required
def step_moved(request, pk, key, way):
    """Put a step further up or down, or take it out."""
    found, step = _editable(request, pk, key)
    told = {"user": request.user, "plan": found, "step": step, "version": seen_version(request)}
    try:
        if way in SHIFTS:
            step_shift(**told, by=SHIFTS[way])
        elif way == "remove":
            step_remove(**told)
            messages.success(request, _("已删去这一步。"))
        else:
            raise Http404
    except PROBLEMS as problem:
        return plan_page(request, visible_plan(request, pk), problem=problem)
    return redirect(f"{reverse('governance:plan', args=[pk])}#steps")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def step_edit(request, pk, key):
    """Change what a step is told; what it does is tried on the school as the steps before it leave it."""
    found, step = _editable(request, pk, key)
    is_sent = request.method == "POST" and not any(name.endswith("-more") for name in request.POST)
    with staged(found, user=request.user, today=today(), until=step) as stage:
        try:
            form = _form(request, found, step, stage)
        except Unresolved as gone:  # nothing to change: the step can only be put elsewhere or taken out
            messages.error(request, " ".join(gone.messages))
            return redirect(f"{reverse('governance:plan', args=[pk])}#steps")
        if not is_sent:
            return _shown(request, found, step, form)
        problem = stage.trial(form.action, form.values) if form.is_valid() else None
        if problem is not None or not form.is_valid():
            return _shown(request, found, step, form, problem, status=status_of(problem))
    return _changed(request, found, step, form)


def _changed(request, plan: Plan, step: PlanStep, form: ActionForm) -> HttpResponse:
    """Write the step, or show the form again with what is in the way."""
    told: dict[str, Any] = {"user": request.user, "plan": plan, "step": step}
    try:
        step_change(**told, arguments=form.arguments, version=seen_version(request))
    except PROBLEMS as problem:
        fresh = visible_plan(request, plan.pk)
        with staged(fresh, user=request.user, today=today(), until=step) as stage:
            form = _form(request, fresh, step, stage)
            return _shown(request, fresh, step, form, problem, status=status_of(problem))
    messages.success(request, _("这一步已修改。"))
    return redirect(f"{reverse('governance:plan', args=[plan.pk])}#steps")


def _form(request, plan: Plan, step: PlanStep, stage: Stage) -> ActionForm:
    """Return the form of the step's action on the node it is about.

    Raises:
        Http404: if there is no such action any more.
        Unresolved: if the node is gone.

    """
    action = all_actions().get(step.operation)
    if action is None:
        raise Http404
    node = stage.resolver.resolve(action.argument(action.subject), step.arguments.get(action.subject))
    data = _answers(request, action, step)
    place = Place(request.user, max(today(), plan.effective_on), plan.school)
    scene = Scene(place, action, node, chosen=data, made=stage.resolver.made())
    return ActionForm(scene, stage.resolver, plan=plan, data=data)


def _answers(request, action: Action, step: PlanStep) -> Any:
    """Return what was sent, what a form asked anew has so far, or what the step keeps."""
    if request.method == "POST":
        return request.POST
    return request.GET if "version" in request.GET else answers_as_data(action, step.arguments)


def _shown(
    request,
    plan: Plan,
    step: PlanStep,
    form: ActionForm,
    problem: Exception | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "plan": plan,
        "step": step,
        "form": form,
        "action": form.action,
        "school": plan.school,
        "node": form.scene.node,
        "problem_box": problem_shown(problem),
    }
    return render(request, "governance/plan_step.html", context, status=status)
