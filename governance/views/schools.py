"""My school."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.presentation.chart_view import kept_query, view_remember, view_remembered
from governance.presentation.outline import outline
from governance.presentation.school_page import SchoolPage
from governance.views.asking import today, visible_school


@require_safe
@login_required
def school(request, code):
    """Show the chart, what is to be mended and what comes due.

    How the user opens and closes the chart is remembered; that is all a GET changes.
    """
    found = visible_school(request, code)
    remembered = view_remembered(request.user, found)
    page = SchoolPage(
        found,
        request.user,
        today(),
        view=remembered.asked(request.GET),
        keep=kept_query(request.GET),
        words=request.GET.get("q", ""),
    )
    if page.view != remembered:
        view_remember(user=request.user, school=found, view=page.view)
    return render(request, "governance/school.html", {"page": page, "school": found, "tab": "chart"})


@require_safe
@login_required
def school_outline(request, code):
    """Show the same structure as an outline for the keyboard and for screen readers."""
    found = visible_school(request, code)
    page = SchoolPage(found, request.user, today())
    context = {"page": page, "school": found, "tab": "outline", "outline": outline(page.structure)}
    return render(request, "governance/school.html", context)
