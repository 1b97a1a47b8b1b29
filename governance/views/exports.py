"""Taking a structure away as a fixture."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from accounts.permissions import Verdict, may_export
from audit.events import with_people
from governance.exchange.fixtures import Scope, export_rows, jurisdiction_scope, school_scope
from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import visible_school
from schools.models import Person
from schools.row_security.reasons import EXPORTED
from schools.row_security.scope import across_schools, each_within, wider


def fixture(verdict: Verdict, scope: Scope, code: str) -> StreamingHttpResponse:
    """Return the fixture as a file that is written while it is read.

    Raises:
        PermissionDenied: with the reason, if the user may not export.

    """
    if not verdict:
        raise PermissionDenied(verdict.reason)
    rows = each_within(wider(EXPORTED), export_rows(scope))
    answer = StreamingHttpResponse(rows, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{code}.json"'
    answer["Cache-Control"] = "no-store"
    with across_schools(EXPORTED):
        return with_people(answer, scope.rows(Person).count())


@require_GET
@login_required
def school_export(request, code):
    """Hand out everything about the school."""
    school = visible_school(request, code)
    return fixture(may_export(request.user, school), school_scope(school), school.code)


@require_GET
@login_required
def jurisdiction_export(request, code):
    """Hand out everything about the schools of the jurisdiction."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    return fixture(may_export(request.user, place), jurisdiction_scope(place), place.code)
