"""Counting the people that bodies name, without reading the bodies."""

from datetime import date

from django.db.models import Q

from exports.places import Place
from governance.choices import WORKING_STATES
from governance.models import LeadingGroup, RoleAssignment
from governance.presentation.loading import existing_organizations
from schools.models import Unit


def people_of(place: Place, on: date) -> int:
    """Return how many people hold a post of what stands in the place on the day: those in its ``parts``."""
    schools = place.schools_on(on).order_by().values("pk")
    inside = Q(school__in=schools) | Q(jurisdiction__in=place.jurisdictions)
    organizations = existing_organizations(on).filter(inside, state_on__in=WORKING_STATES).order_by()
    units = Unit.objects.as_of(on).filter(school__in=schools).order_by()
    groups = LeadingGroup.objects.as_of(on).filter(school__in=schools).order_by()
    held = RoleAssignment.objects.as_of(on).filter(
        Q(post__body_kind="school", post__school__in=schools)
        | Q(post__unit__in=units.values("pk"))
        | Q(post__organization__in=organizations.values("pk"))
        | Q(post__group__in=groups.values("pk"))
    )
    return held.order_by().values("person").distinct().count()
