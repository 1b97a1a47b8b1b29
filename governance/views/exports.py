"""Taking a structure away as a fixture."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.permissions import Verdict, may_export
from governance.exchange.fixtures import Scope, export_rows, jurisdiction_scope, school_scope
from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import visible_school
from privacy.exporting import Offer, handed_out
from schools.models import Jurisdiction, Person, School
from schools.row_security.reasons import EXPORTED
from schools.row_security.scope import across_schools


def fixture(
    request: HttpRequest, verdict: Verdict, scope: Scope, place: School | Jurisdiction
) -> HttpResponse:
    """Ask what the fixture is for, and hand it out.

    Raises:
        PermissionDenied: with the reason, if the user may not export.

    """
    if not verdict:
        raise PermissionDenied(verdict.reason)
    with across_schools(EXPORTED):
        people = scope.rows(Person).count()
        media_type = "application/json"
        return handed_out(
            request, Offer(place, people, f"{place.code}.json", media_type, lambda _line: export_rows(scope))
        )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def school_export(request, code):
    """Hand out everything about the school."""
    school = visible_school(request, code)
    return fixture(request, may_export(request.user, school), school_scope(school), school)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def jurisdiction_export(request, code):
    """Hand out everything about the schools of the jurisdiction."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    return fixture(request, may_export(request.user, place), jurisdiction_scope(place), place)
