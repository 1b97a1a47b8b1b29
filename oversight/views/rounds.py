"""Rounds as they are drawn up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import may_edit_jurisdiction
from accounts.sending.drawn import take
from governance.plans.running import PROBLEMS
from governance.presentation.filters import SchoolFilter, with_org_type
from governance.presentation.jurisdiction_page import schools_inside
from governance.views.asking import today
from governance.views.plan_deeds import seen_version
from governance.views.plan_problems import problem_shown, status_of
from oversight.choices.round import Choosing, RoundAction
from oversight.forms.rounds import RoundForm, round_initial, round_suggestion
from oversight.models import Round
from oversight.rounds.choosing import ticked_with
from oversight.rounds.drafting import round_change, round_create
from oversight.rounds.states import COURSE
from oversight.views.rounds_shown import visible_place, visible_round

#: Schools on one page of the list to tick.
PAGE_SIZE = 100
#: Fields of the filter have names of their own in the form of a round.
PREFIX = "of"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_new(request, code):
    """Begin a round; the county's page may lead here with the schools it shows."""
    place = visible_place(request, code)
    verdict = may_edit_jurisdiction(request.user, place)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    is_sent = request.method == "POST"
    form = RoundForm(request.POST if is_sent else None, initial=round_suggestion(today(), request.GET))
    schools = SchoolFilter(request.POST, prefix=PREFIX) if is_sent else _filter(request.GET.dict())
    if is_sent and form.is_valid() and schools.is_valid():
        found = round_create(user=request.user, place=place, **form.values(schools))
        return _onwards(found)
    context = {"form": form, "schools": schools, "place": place}
    return render(request, "oversight/round_form.html", context, status=422 if is_sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_edit(request, pk):
    """Change a draft."""
    found = _draft(request, pk)
    is_sent = request.method == "POST"
    data = request.POST if is_sent else None
    form = RoundForm(data, instance=visible_round(request, pk), initial=round_initial(found))
    take(form)
    kept = found.selection.get("filter", {})
    schools = SchoolFilter(data, prefix=PREFIX) if is_sent else _filter(kept)
    context = {"form": form, "schools": schools, "place": found.jurisdiction, "round": found}
    status = 422 if is_sent else 200
    if is_sent and form.is_valid() and schools.is_valid():
        try:
            version = seen_version(request)
            round_change(user=request.user, round_=found, version=version, **form.values(schools))
        except PROBLEMS as problem:
            context |= {"problem_box": problem_shown(problem), "round": visible_round(request, pk)}
            status = status_of(problem)
        else:
            messages.success(request, _("检查已修改。"))
            return _onwards(found)
    return render(request, "oversight/round_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_choose(request, pk):
    """Tick the schools of a draft, page by page."""
    found = _draft(request, pk)
    schools = SchoolFilter(request.GET or None)
    rows = schools.narrow(with_org_type(schools_inside(found.jurisdiction, request.user), today()))
    page = Paginator(rows.order_by("sort_key", "code"), PAGE_SIZE).get_page(request.GET.get("page"))
    if request.method == "POST":
        return _ticked(request, found, schools, page)
    return _choosing(request, found, schools, page, found.selection)


def _ticked(request, found: Round, schools: SchoolFilter, page):
    """Keep what is ticked on the page; somebody else's ticks of meanwhile are shown first."""
    shown = {school.code for school in page.object_list}
    selection = ticked_with(found.selection, shown, request.POST.getlist("school"))
    try:
        round_change(user=request.user, round_=found, selection=selection, version=seen_version(request))
    except PROBLEMS as problem:
        return _choosing(request, visible_round(request, found.pk), schools, page, selection, problem)
    messages.success(request, _("已选定%(n)d所学校。") % {"n": len(selection["codes"])})
    return redirect(request.get_full_path())


def _choosing(request, found: Round, schools: SchoolFilter, page, selection, problem=None):
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "round": found,
        "place": found.jurisdiction,
        "schools": schools,
        "page": page,
        "ticked": set(selection.get("codes", ())),
        "query": query.urlencode(),
        "problem_box": problem_shown(problem),
    }
    status = status_of(problem) if problem else 200
    return render(request, "oversight/round_choose.html", context, status=status)


def _draft(request, pk: int) -> Round:
    """Return the round if the user may change it.

    Raises:
        PermissionDenied: with the reason.

    """
    found = visible_round(request, pk)
    verdict = COURSE.may(request.user, found, RoundAction.EDIT)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return found


def _onwards(found: Round):
    """Lead to the list to tick, or to the round."""
    ticking = found.selection.get("choosing") == Choosing.TICKED
    return redirect("oversight:round_choose" if ticking else "oversight:round", found.pk)


def _filter(asked: dict[str, str]) -> SchoolFilter:
    """Return the filter with what was asked before, under the names of the form of a round."""
    return SchoolFilter({f"{PREFIX}-{name}": value for name, value in asked.items()}, prefix=PREFIX)
