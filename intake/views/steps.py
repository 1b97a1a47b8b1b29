"""What is done with an import: answer, apply, cancel, go on, compare again, throw away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.domain.refusals import Denied
from intake.presentation.page import ImportPage
from intake.running.ordering import (
    import_answer,
    import_apply,
    import_cancel,
    import_recheck,
    import_remove,
    import_resume,
)
from intake.views.imports import own_import

_ACTIONS = {
    "cancel": import_cancel,
    "resume": import_resume,
    "recheck": import_recheck,
    "remove": import_remove,
}


@require_POST
@login_required
def import_answers(request, key):
    """Take the answers to what the import asks."""
    row = own_import(request, key)
    asked = ImportPage(row).questions
    answers = {one.question.key: request.POST[one.name] for one in asked if one.name in request.POST}
    _try(request, lambda: import_answer(row=row, answers=answers))
    return redirect("intake:import", key=key)


@require_POST
@login_required
def import_apply_now(request, key):
    """Let the import be applied."""
    row = own_import(request, key)
    reason = request.POST.get("reason", "")
    if _try(request, lambda: import_apply(row=row, reason=reason)):
        messages.success(request, _("开始实施；离开本页不影响处理。"))
    return redirect("intake:import", key=key)


@require_POST
@login_required
def import_act(request, key, action):
    """Call the import off, let it go on, compare again, or throw it away."""
    row = own_import(request, key)
    if action not in _ACTIONS:
        raise Http404
    done = _try(request, lambda: _ACTIONS[action](row=row))
    if action != "remove" or not done:
        return redirect("intake:import", key=key)
    route = "intake:school_imports" if row.school else "intake:jurisdiction_imports"
    return redirect(route, code=row.place.code)


def _try(request, act):
    """Do it, or say what stands in the way."""
    try:
        act()
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    except Denied as problem:
        messages.error(request, str(problem))
    else:
        return True
    return False
