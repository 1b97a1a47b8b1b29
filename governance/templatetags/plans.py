"""Plans on pages that are not about plans: how many there are."""

from django import template

from accounts.models import User
from governance.choices import PlanState
from governance.models import Plan
from governance.plans.states import LIVING
from governance.presentation.jurisdiction_page import schools_inside
from schools.models import Jurisdiction, School

register = template.Library()


@register.simple_tag
def plans_of(school: School, user: User) -> int:
    """Return how many plans of the school are under way, of those the reader may see."""
    return Plan.objects.visible_to(user).filter(school=school, state__in=LIVING).count()


@register.simple_tag
def plans_submitted(place: Jurisdiction, user: User) -> int:
    """Return how many plans of the schools at or below the jurisdiction wait for a decision."""
    return Plan.objects.filter(school__in=schools_inside(place, user), state=PlanState.SUBMITTED).count()
