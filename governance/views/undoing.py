"""Take a change back."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.admin.reporting import report
from governance.domain.refusals import Refusal, Stale
from governance.domain.undoing import change_undo, obstacles_to_undoing
from governance.forms.place import Place
from governance.forms.undoing import UndoForm
from governance.models import ChangeSet
from governance.presentation.problem_box import box_of
from governance.presentation.undoing import may_undo
from governance.views.asking import today


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_undoing(request, pk):
    """Say what would be taken back, or why it cannot be; take it back when confirmed."""
    found = ChangeSet.objects.visible_to(request.user).select_related("school__jurisdiction", "jurisdiction")
    change = get_object_or_404(found, pk=pk)
    verdict = may_undo(request.user, change)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    place = Place(request.user, today(), change.school, change.jurisdiction)
    form, problem = UndoForm.bound_to(place, request), None
    if request.method == "POST" and form.is_valid():
        act = form.act()
        try:
            change_undo(act=act, change_set=change)
        except ValidationError:
            return _page(request, change, form, None, status=422)
        except Refusal as refusal:
            problem = refusal
            form = UndoForm.bound_to(place, request, problem)
            form.is_valid()
        else:
            report(request, [act])
            return redirect(_back(change))
    return _page(request, change, form, box_of(problem, place), status=_status(problem))


def _page(request, change: ChangeSet, form: UndoForm, box, *, status: int):
    context = {
        "change": change,
        "school": change.school,
        "form": form,
        "problem_box": box,
        "obstacles": obstacles_to_undoing(change),
        "back_url": _back(change),
    }
    return render(request, "governance/undo.html", context, status=status)


def _back(change: ChangeSet) -> str:
    if change.school is None:
        return reverse("governance:jurisdiction", args=[change.jurisdiction.code])
    return reverse("governance:school", args=[change.school.code])


def _status(problem: Refusal | None) -> int:
    if problem is None:
        return 200
    return 409 if isinstance(problem, Stale) else 422
