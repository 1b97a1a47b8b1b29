"""Taking a structure away as a fixture."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.permissions import Verdict, may_export
from governance.exchange.fixtures import export_rows, people_in, scope_of
from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import visible_school
from privacy.exporting import Offer, handed_out
from schools.models import Jurisdiction, School
from schools.row_security.reasons import EXPORTED
from schools.row_security.scope import across_schools


def fixture(request: HttpRequest, verdict: Verdict, place: School | Jurisdiction) -> HttpResponse:
    """Ask what the fixture is for, and hand it out.

    Raises:
        PermissionDenied: with the reason, if the user may not export.

    """
    if not verdict:
        raise PermissionDenied(verdict.reason)
    with across_schools(EXPORTED):
        offer = Offer(
            place,
            people_in(place),
            f"{place.code}.json",
            "application/json",
            lambda _line: export_rows(scope_of(place)),
        )
        return handed_out(request, offer)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def school_export(request, code):
    """Hand out everything about the school."""
    school = visible_school(request, code)
    return fixture(request, may_export(request.user, school), school)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def jurisdiction_export(request, code):
    """Hand out everything about the schools of the jurisdiction."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    return fixture(request, may_export(request.user, place), place)
