"""What is done with a round, and with many answers of it at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.plans.running import PROBLEMS
from governance.views.asking import today
from oversight.choices.round import AnswerAction
from oversight.rounds.board import RoundBoard
from oversight.rounds.bulk import BULK, answers_handled, preview
from oversight.views.round_deeds import DEEDS
from oversight.views.rounds_shown import round_page, visible_round


@require_POST
@login_required
def round_act(request, pk, action):
    """Open, extend, close or cancel a round."""
    found = visible_round(request, pk)
    deed = DEEDS.get(action)
    if deed is None:
        raise Http404
    form = deed.form(action, request.POST)
    if not form.is_valid():
        return round_page(request, found, sent={action: form})
    try:
        said = deed.act(request, found, form)
    except PROBLEMS as problem:
        return round_page(request, visible_round(request, pk), problem=problem, sent={action: form})
    messages.success(request, said or deed.done)
    return redirect("oversight:round", pk)


@require_POST
@login_required
def round_bulk(request, pk):
    """Accept or remind many: first a page that says which, then the deed."""
    found = visible_round(request, pk)
    action, text = request.POST.get("action", ""), request.POST.get("text", "")[:2000]
    if action not in BULK:
        raise Http404
    board = RoundBoard(found, request.user, today(), request.GET)
    answers = board.listed.order_by("school__sort_key", "school__code")
    if "all" not in request.POST:
        keys = [int(key) for key in request.POST.getlist("answer") if key.isascii() and key.isdecimal()]
        answers = answers.filter(pk__in=keys)
    back = f"{reverse('oversight:round', args=[pk])}?{request.GET.urlencode()}#schools"
    if "confirm" in request.POST:
        done = answers_handled(user=request.user, answers=answers, action=action, on=today(), text=text)
        messages.success(request, _("已办理%(n)d所学校。") % {"n": done})
        return redirect(back)
    context = {
        "round": found,
        "place": found.jurisdiction,
        "action": AnswerAction(action),
        "preview": preview(request.user, answers, action),
        "back": back,
    }
    return render(request, "oversight/round_bulk.html", context)
