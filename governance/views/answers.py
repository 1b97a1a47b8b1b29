"""How the chart is answered: as a page, as the inside of a dialog, or as data."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.admin.reporting import report
from governance.domain.act import Act
from governance.domain.refusals import Denied, ReasonNeeded, Refusal, Stale
from governance.forms.acting import ActionForm
from governance.models import ChangeSet, PlanStep
from governance.presentation.problem_box import box_of
from governance.rules.catalogue import all_rules
from governance.rules.texts import sentence
from governance.views.errand import Errand, wants_data
from schools.models import School

#: A stale page lists this many of the changes it has not seen.
MOST_CHANGES = 10


class SeeOther(HttpResponseRedirect):
    """Look there for what became of it: by GET, whatever was sent."""

    status_code = 303


def in_dialog(request: HttpRequest) -> bool:
    """Tell whether only the inside of a dialog is wanted."""
    return request.headers.get("X-Requested-With") == "dialog"


def done(errand: Errand, result: Act | PlanStep) -> HttpResponse:
    """Say what was done, and lead back to where the person came from."""
    if not wants_data(errand.request) and not in_dialog(errand.request):
        if isinstance(result, Act):
            report(errand.request, [result])
        else:
            messages.success(errand.request, _listed(errand))
        return SeeOther(f"{errand.back_url}#card-{errand.number}")
    return JsonResponse(_told(errand, result))


def _told(errand: Errand, result: Act | PlanStep) -> dict[str, Any]:
    if isinstance(result, PlanStep):
        return {"summary": _listed(errand), "version": errand.plan.version, "url": errand.back_url}
    change = result.change_set
    return {
        "summary": _("已保存：%(summary)s。") % {"summary": change.told},
        "version": School.objects.values_list("version", flat=True).get(pk=errand.school.pk),
        "url": errand.back_url,
        "change": change.pk,
        "undo_url": reverse("governance:change_undoing", args=[change.pk]),
        "caused": [_said(one) for one in change.caused],
        "cured": [_said(one) for one in change.cured],
    }


def _listed(errand: Errand) -> str:
    return _("已列入方案“{plan}”：{step}。").format(plan=errand.plan, step=errand.action.label)


def _said(judgement: dict[str, Any]) -> str:
    if judgement["rule"] not in all_rules():
        return judgement["subject"]
    return f"{judgement['rule']} {sentence(judgement['rule'], judgement['variant'], judgement['evidence'])}"


def refused(errand: Errand, form: ActionForm, problem: Exception | None) -> HttpResponse:
    """Say why not: as data, or on the form with everything that was typed."""
    status = status_of(problem)
    if wants_data(errand.request):
        body = stale_as_data(errand, problem) if status == STALE else problem_as_data(form, problem)
        return JsonResponse(body, status=status)
    return shown(errand, form, problem, status=status)


UNPROCESSABLE, STALE, FORBIDDEN = 422, 409, 403


def status_of(problem: Exception | None) -> int:
    """Return the status that tells a program what kind of no it is."""
    if isinstance(problem, Stale):
        return STALE
    return FORBIDDEN if isinstance(problem, Denied) else UNPROCESSABLE


def problem_as_data(form: ActionForm, problem: Exception | None) -> dict[str, Any]:
    """Return message, faulty fields and the rules in the way."""
    fields = {name: [str(one) for one in errors] for name, errors in form.errors.items()}
    if isinstance(problem, Refusal):
        message = problem.message
    elif isinstance(problem, ValidationError):
        message = " ".join(problem.messages)
    else:
        message = " ".join(one for errors in fields.values() for one in errors)
    obstacles = getattr(problem, "obstacles", ())
    return {
        "message": message,
        "fields": fields,
        "obstacles": [asdict(one) | {"url": _rule_url(one.rule)} for one in obstacles],
        "needs_reason": isinstance(problem, ReasonNeeded),
    }


def _rule_url(code: str) -> str:
    return reverse("governance:rule", args=[code])


def stale_as_data(errand: Errand, problem: Exception) -> dict[str, Any]:
    """Return what has changed since the page was drawn."""
    changes = [
        {"summary": one.told, "actor": str(one.actor or ""), "time": one.recorded_at.isoformat()}
        for one in changes_since(errand)
    ]
    return {"message": str(problem), "changes": changes}


def changes_since(errand: Errand) -> list[ChangeSet]:
    """Return the school's changes that the page has not seen, the newest first."""
    if errand.plan is not None:
        return []
    seen = errand.request.POST.get("seen", "")
    found = errand.school.change_sets.select_related("actor")
    found = found.filter(pk__gt=int(seen)) if seen.isascii() and seen.isdecimal() else found.none()
    return list(found[:MOST_CHANGES])


def shown(
    errand: Errand, form: ActionForm, problem: Exception | None = None, *, status: int = 200
) -> HttpResponse:
    """Show the form, on a page or alone."""
    box = box_of(problem, form.place, changes_since(errand) if status == STALE else ())
    context = {
        "errand": errand,
        "action": errand.action,
        "school": errand.school,
        "node": form.scene.node,
        "form": form,
        "problem_box": box,
        "seen": newest_change(errand.school),
    }
    page = "governance/_action_form.html" if in_dialog(errand.request) else "governance/action.html"
    return render(errand.request, page, context, status=status)


def newest_change(school: School) -> int:
    """Return the key of the school's newest change set: what a page has seen."""
    return school.change_sets.order_by("-pk").values_list("pk", flat=True).first() or 0
