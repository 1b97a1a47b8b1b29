"""My county."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.presentation.jurisdiction_page import (
    JurisdictionPage,
    visible_jurisdictions,
    with_school_counts,
)
from governance.views.asking import asked_day
from schools.models import School


@require_safe
@login_required
def jurisdictions(request):
    """List the jurisdictions the user may see that have schools."""
    seen = visible_jurisdictions(request.user)
    found = [
        place
        for place in with_school_counts(seen, asked_day(request), School.objects.all())
        if place.schools_n
    ]
    return render(request, "governance/jurisdictions.html", {"jurisdictions": found})


@require_safe
@login_required
def jurisdiction(request, code):
    """Show totals, and the schools with their findings."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    page = JurisdictionPage(place, request.user, asked_day(request), request.GET)
    return render(request, "governance/jurisdiction.html", {"page": page, "place": place})


@require_safe
@login_required
def jurisdiction_failing(request, code):
    """Show which rules fail, at how many schools: a part of the page of a city or a province by itself."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    page = JurisdictionPage(place, request.user, asked_day(request), request.GET)
    return render(request, "governance/_jurisdiction_failing.html", {"page": page, "place": place})


@require_safe
@login_required
def jurisdiction_schools(request, code):
    """List the schools that answer the filter: a part of the page, which shows the filter in its address."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    page = JurisdictionPage(place, request.user, asked_day(request), request.GET)
    answer = render(request, "governance/_jurisdiction_schools.html", {"page": page, "place": place})
    if request.htmx.trigger == "school-filter":
        asked = urlencode({name: value for name, value in request.GET.items() if value})
        address = reverse("governance:jurisdiction", args=[place.code])
        answer["HX-Push-Url"] = f"{address}?{asked}" if asked else address
    return answer


@require_safe
@login_required
def jurisdiction_party(request, code):
    """Show organisations, members and what waits: a part of the page that is asked for by itself.

    Above counties it takes as long as all the rest, because the files of many schools are counted.
    """
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    page = JurisdictionPage(place, request.user, asked_day(request), request.GET)
    return render(request, "governance/jurisdiction_party.html", {"page": page, "place": place})
