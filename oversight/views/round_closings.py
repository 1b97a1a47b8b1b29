"""The closing of a large round: its progress, going on, calling it off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from governance.plans.running import PROBLEMS
from oversight.rounds.closing_order import closing_resume, closing_stop
from oversight.rounds.closing_progress import closing_progress
from oversight.views.rounds_shown import round_page, visible_round

_ACTIONS = {
    "resume": (closing_resume, _("办结已继续。")),
    "stop": (closing_stop, _("已停止办结，检查仍在进行中。")),
}


@require_safe
@login_required
def round_closing(request, pk):
    """Show the progress again while the round is being closed; afterwards let the page be drawn anew."""
    found = visible_round(request, pk)
    progress = closing_progress(request.user, found)
    if progress is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "oversight/_round_closing.html", {"round": found, "closing": progress})


@require_POST
@login_required
def round_closing_act(request, pk, action):
    """Let the closing go on where it stopped, or call it off."""
    found = visible_round(request, pk)
    closing = getattr(found, "closing", None)
    if action not in _ACTIONS or closing is None:
        raise Http404
    act, done = _ACTIONS[action]
    try:
        act(user=request.user, closing=closing)
    except PROBLEMS as problem:
        return round_page(request, visible_round(request, pk), problem=problem)
    messages.success(request, done)
    return redirect("oversight:round", pk)
