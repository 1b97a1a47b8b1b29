"""Trends of a jurisdiction and of a school, and the lists behind their numbers."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.presentation.jurisdiction_page import visible_jurisdictions
from oversight.forms.trends import TrendForm
from oversight.trends.findings_page import FindingsPage, MendingPage
from oversight.trends.lists import FindingsList, SchoolsList, TermsList
from oversight.trends.page import Asked
from oversight.trends.school_page import SchoolTrends
from oversight.trends.scope import OF_SCHOOLS
from oversight.trends.structure_page import StructurePage, TermsPage
from schools.models import Jurisdiction, School


@require_safe
@login_required
def jurisdiction_trends(request, code):
    """Show findings over time."""
    return _page(request, _place(request, code), FindingsPage, "oversight/trends_findings.html")


@require_safe
@login_required
def jurisdiction_trends_mending(request, code):
    """Show what was found and mended over time."""
    return _page(request, _place(request, code), MendingPage, "oversight/trends_mending.html")


@require_safe
@login_required
def jurisdiction_trends_structure(request, code):
    """Show coverage, leaders and vacancies over time."""
    return _page(request, _place(request, code), StructurePage, "oversight/trends_structure.html")


@require_safe
@login_required
def jurisdiction_trends_terms(request, code):
    """Show the terms that end this year."""
    return _page(request, _place(request, code), TermsPage, "oversight/trends_terms.html")


@require_safe
@login_required
def school_trends(request, code):
    """Show what became of one school."""
    return _page(request, _school(request, code), SchoolTrends, "oversight/trends_school.html")


@require_safe
@login_required
def jurisdiction_trend_findings(request, code):
    """List the findings a number counts."""
    return _list(request, FindingsList(_place(request, code), request.user, request.GET), "findings")


@require_safe
@login_required
def school_trend_findings(request, code):
    """List the findings a number of a school counts."""
    return _list(request, FindingsList(_school(request, code), request.user, request.GET), "findings")


@require_safe
@login_required
def jurisdiction_trend_schools(request, code):
    """List the schools a number counts."""
    return _list(request, SchoolsList(_place(request, code), request.user, request.GET), "schools")


@require_safe
@login_required
def jurisdiction_trend_terms(request, code):
    """List the terms a number counts."""
    found = TermsList(_place(request, code), request.user, request.GET, timezone.localdate())
    return _list(request, found, "terms")


def _place(request, code: str) -> Jurisdiction:
    return get_object_or_404(visible_jurisdictions(request.user), code=code)


def _school(request, code: str) -> School:
    return get_object_or_404(
        School.objects.visible_to(request.user).select_related("jurisdiction"), code=code
    )


def _page(request, place, kind, template: str):
    request.says_its_days = True
    hidden = (*kind.leave_out, *OF_SCHOOLS) if isinstance(place, School) else kind.leave_out
    form = TrendForm(request.GET or None, leave_out=hidden)
    page = kind(place, request.user, Asked(form.steps, form.asked, form.kept))
    return render(request, template, {"page": page, "place": place, "form": form})


def _list(request, found, topic: str):
    request.says_its_days = True
    query = request.GET.copy()
    query.pop("page", None)
    context = {"list": found, "place": found.place, "query": query.urlencode()}
    return render(request, f"oversight/trends_list_{topic}.html", context)
