"""What was changed, by whom, and what became of a body or a person over the years."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import may_see_people
from governance.models import ChangeSet, PartyOrganization
from governance.presentation.change_log import ChangeLog
from governance.presentation.change_page import ChangePage, sees_people
from governance.presentation.organization_timeline import OrganizationTimeline
from governance.presentation.person_timeline import PersonTimeline
from governance.views.asking import today, visible_school
from privacy.masking import hidden_names
from privacy.revealing import asked_reveal
from privacy.rights import may_serve
from schools.models import Person, Unit


@require_safe
@login_required
def school_changes(request, code):
    """List the changes of a school."""
    found = visible_school(request, code)
    return _log(request, found, found)


@require_safe
@login_required
def organization_changes(request, number):
    """List the changes that touched an organisation."""
    found = _visible(request, PartyOrganization, number)
    return _log(request, found, found.school)


@require_safe
@login_required
def unit_changes(request, number):
    """List the changes that touched a unit."""
    found = _visible(request, Unit, number)
    return _log(request, found, found.school)


@require_safe
@login_required
def person_changes(request, number):
    """List the changes that touched a person."""
    found = _person(request, number)
    return _log(request, found, found.school)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, pk):
    """Show one change, row by row; a POST says why masked values have to be seen."""
    related = ("school__jurisdiction", "jurisdiction", "actor", "document", "undoes")
    visible = ChangeSet.objects.visible_to(request.user).select_related(*related)
    found = get_object_or_404(visible, pk=pk)
    if request.method == "POST" and not sees_people(found, request.user):
        raise PermissionDenied(may_see_people(request.user, found.school or found.jurisdiction).reason)
    fields = hidden_names(Person)
    reveal = asked_reveal(request, ChangeSet._meta.db_table, pk, fields, school_id=found.school_id)
    page = ChangePage(found, request.user, today(), shows_hidden=reveal.shows)
    context = {"page": page, "change": found, "school": found.school, "reveal": reveal}
    return render(request, "governance/change.html", context, status=reveal.status)


@require_safe
@login_required
def organization_timeline(request, number):
    """Show what became of an organisation over the years."""
    found = _visible(request, PartyOrganization, number)
    page = OrganizationTimeline(found, request.user, today())
    context = {"page": page, "row": found, "school": found.school}
    return render(request, "governance/timeline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person_timeline(request, number):
    """Show what a person was and did over the years; a POST says why masked values have to be seen."""
    found = _person(request, number)
    school, fields = found.school, hidden_names(Person)
    reveal = asked_reveal(request, Person._meta.db_table, found.pk, fields, school_id=school.pk)
    page = PersonTimeline(found, today(), shows_hidden=reveal.shows)
    context = {"page": page, "row": found, "school": school, "reveal": reveal}
    context["serves"] = may_serve(request.user, found)
    return render(request, "governance/timeline.html", context, status=reveal.status)


def _visible(request, model, number):
    rows = model.objects.visible_to(request.user).select_related("school__jurisdiction")
    return get_object_or_404(rows, number=number)


def _person(request, number) -> Person:
    """Return the person.

    Raises:
        PermissionDenied: for users who see numbers of members and not their names.

    """
    found = _visible(request, Person, number)
    verdict = may_see_people(request.user, found.school)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return found


def _log(request, row, school):
    context = {"page": ChangeLog(row, request.user, request.GET), "row": row, "school": school}
    return render(request, "governance/changes.html", context)
