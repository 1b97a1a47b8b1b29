"""What was changed, by whom, and what became of a body or a person over the years."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import may_see_people
from governance.models import ChangeSet, PartyOrganization
from governance.presentation.change_log import ChangeLog
from governance.presentation.change_page import ChangePage
from governance.presentation.organization_timeline import OrganizationTimeline
from governance.presentation.person_timeline import PersonTimeline
from governance.views.asking import today, visible_school
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


@require_safe
@login_required
def change(request, pk):
    """Show one change, row by row."""
    related = ("school__jurisdiction", "jurisdiction", "actor", "document", "undoes")
    visible = ChangeSet.objects.visible_to(request.user).select_related(*related)
    page = ChangePage(get_object_or_404(visible, pk=pk), request.user, today())
    context = {"page": page, "change": page.change, "school": page.change.school}
    return render(request, "governance/change.html", context)


@require_safe
@login_required
def organization_timeline(request, number):
    """Show what became of an organisation over the years."""
    found = _visible(request, PartyOrganization, number)
    page = OrganizationTimeline(found, request.user, today())
    context = {"page": page, "row": found, "school": found.school}
    return render(request, "governance/timeline.html", context)


@require_safe
@login_required
def person_timeline(request, number):
    """Show what a person was and did over the years."""
    found = _person(request, number)
    context = {"page": PersonTimeline(found, today()), "row": found, "school": found.school}
    return render(request, "governance/timeline.html", context)


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
