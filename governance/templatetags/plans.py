"""Plans on pages that are not about plans: how many there are, and what waits for the reader."""

from django import template

from accounts.models import User
from governance.choices import PlanState
from governance.models import Plan
from governance.plans.lists import plans_waiting
from governance.plans.states import LIVING
from governance.presentation.jurisdiction_page import schools_inside
from schools.models import Jurisdiction, School

register = template.Library()

#: The home page lists so many; the rest stands in the lists of the places.
MOST_WAITING = 20


@register.simple_tag
def plans_of(school: School, user: User) -> int:
    """Return how many plans of the school are under way, of those the reader may see."""
    return Plan.objects.visible_to(user).filter(school=school, state__in=LIVING).count()


@register.simple_tag
def plans_submitted(place: Jurisdiction, user: User) -> int:
    """Return how many plans of the schools at or below the jurisdiction wait for a decision."""
    return Plan.objects.filter(school__in=schools_inside(place, user), state=PlanState.SUBMITTED).count()


@register.simple_tag
def waiting_for(user: User) -> list[Plan]:
    """Return the plans that wait for the reader, the longest waiting first."""
    return list(plans_waiting(user)[:MOST_WAITING])
