"""Rounds as they are read: the list, one round, its findings, on paper and as a file."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import may_export
from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import today
from governance.views.plan_problems import problem_shown, status_of
from oversight.canonical import canonical
from oversight.choices.round import Now, RoundState
from oversight.models import Round
from oversight.rounds.board import RoundBoard
from oversight.rounds.lists import JurisdictionRounds
from oversight.rounds.matter_rows import matter_rows
from oversight.rounds.matters import matters, narrowed
from oversight.rounds.result import people_in
from oversight.views.round_deeds import forms_for
from privacy.exporting import Offer, handed_out

#: Findings on one page of a list.
PAGE_SIZE = 100


def visible_round(request, pk: int) -> Round:
    """Return the round if the user may see it."""
    rows = Round.objects.visible_to(request.user).select_related("jurisdiction", "author", "closing")
    return get_object_or_404(rows.defer("result"), pk=pk)  # megabytes, read where they are shown


def visible_place(request, code: str):
    """Return the jurisdiction if the user may see it."""
    return get_object_or_404(visible_jurisdictions(request.user), code=code)


@require_safe
@login_required
def jurisdiction_rounds(request, code):
    """List the rounds of a jurisdiction."""
    place = visible_place(request, code)
    page = JurisdictionRounds(place, request.user, request.GET.get("state", ""))
    return render(request, "oversight/rounds.html", {"place": place, "page": page})


@require_safe
@login_required
def round_(request, pk):
    """Show a round: what it will be while it is drafted, then how far it is, in the end what came out."""
    return round_page(request, visible_round(request, pk))


def round_page(request, found: Round, *, problem=None, sent=None):
    """Show the round; after a refusal with the reason, and with all that was typed."""
    page = RoundBoard(found, request.user, today(), request.GET)
    context = {
        "page": page,
        "round": found,
        "place": found.jurisdiction,
        "forms": forms_for(page.may) | (sent or {}),
        "problem_box": problem_shown(problem),
    }
    status = status_of(problem) if problem or sent else 200
    return render(request, "oversight/round.html", context, status=status)


@require_safe
@login_required
def round_verified(request, pk):
    """Tell whether the result is what was frozen: a part of the page that is asked for by itself.

    The result of a province is read as a whole and its fingerprint is made anew.
    """
    found = visible_round(request, pk)
    if found.state != RoundState.CLOSED:
        raise Http404
    page = RoundBoard(found, request.user, today(), request.GET)
    return render(request, "oversight/_round_verified.html", {"page": page})


@require_safe
@login_required
def round_findings(request, pk):
    """List the findings behind a number of the round."""
    found = visible_round(request, pk)
    asked = {name: request.GET.get(name, "") for name in ("rule", "school", "now", "was")}
    if asked["now"] not in ("", *Now.values):
        raise Http404
    rows = narrowed(matters(found), asked).order_by("school_code", "rule", "subject_number")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "round": found,
        "place": found.jurisdiction,
        "page": page,
        "rows": matter_rows(found, page.object_list),
        "asked": asked,
        "nows": [(now.value, str(now.label)) for now in Now],
        "query": query.urlencode(),
    }
    return render(request, "oversight/round_findings.html", context)


def closed_round(request, pk: int) -> Round:
    """Return the round if its result is frozen."""
    found = visible_round(request, pk)
    if found.state != RoundState.CLOSED:
        raise Http404
    return found


@require_safe
@login_required
def round_print(request, pk):
    """Show the frozen result for paper."""
    found = closed_round(request, pk)
    page = RoundBoard(found, request.user, today(), request.GET)
    return render(request, "oversight/round_print.html", {"round": found, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_file(request, pk):
    """Hand the frozen result out in its canonical form: its SHA-256 is the fingerprint on the page."""
    found = closed_round(request, pk)
    verdict = may_export(request.user, found.jurisdiction)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    name, kept = f"round-{found.pk}.json", canonical(found.result)
    place, people = found.jurisdiction, people_in(found.result)
    offer = Offer(place, people, name, "application/json", lambda _line: kept, is_plain=True)
    return handed_out(request, offer)
