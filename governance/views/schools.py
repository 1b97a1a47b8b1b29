"""My school."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.presentation.outline import outline
from governance.presentation.school_page import SchoolPage
from governance.views.asking import today, visible_school


@require_safe
@login_required
def school(request, code):
    """Show the chart, what is to be mended and what comes due."""
    found = visible_school(request, code)
    page = SchoolPage(found, request.user, today(), opened=request.GET.getlist("open"))
    return render(request, "governance/school.html", {"page": page, "school": found, "tab": "chart"})


@require_safe
@login_required
def school_outline(request, code):
    """Show the same structure as an outline for the keyboard and for screen readers."""
    found = visible_school(request, code)
    page = SchoolPage(found, request.user, today())
    context = {"page": page, "school": found, "tab": "outline", "outline": outline(page.structure)}
    return render(request, "governance/school.html", context)


@require_safe
@login_required
def school_chart(request, code):
    """Hand out the chart as a file of its own."""
    found = visible_school(request, code)
    page = SchoolPage(found, request.user, today(), opened=request.GET.getlist("open"))
    answer = HttpResponse(page.chart, content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="{found.code}.svg"'
    return answer
