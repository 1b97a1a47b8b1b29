"""One body of a school: an organisation or a unit."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.models import PartyOrganization
from governance.presentation.organization_page import OrganizationPage
from governance.presentation.past_organization import PastOrganizationPage
from governance.presentation.past_unit import PastUnitPage
from governance.presentation.unit_page import UnitPage
from governance.views.asking import asked_day
from schools.models import Unit


@require_safe
@login_required
def organization(request, number):
    """Show what the organisation is, who leads it, what it stands on and what happened to it."""
    related = (
        "school__jurisdiction",
        "jurisdiction",
        "parent",
        "superior",
        "approval",
        "dissolution",
    )
    visible = PartyOrganization.objects.visible_to(request.user).select_related(*related)
    day = asked_day(request, knows=True)
    kind = OrganizationPage if day.is_today else PastOrganizationPage
    page = kind(get_object_or_404(visible, number=number), request.user, day)
    return render(request, "governance/organization.html", {"page": page, "school": page.organization.school})


@require_safe
@login_required
def unit(request, number):
    """Show what the unit is, who heads it and which organisation stands on it."""
    visible = Unit.objects.visible_to(request.user).select_related("school__jurisdiction", "parent")
    day = asked_day(request, knows=True)
    kind = UnitPage if day.is_today else PastUnitPage
    page = kind(get_object_or_404(visible, number=number), request.user, day)
    return render(request, "governance/unit.html", {"page": page, "school": page.unit.school})
