"""Lists of plans: of a school, of a jurisdiction, and what waits for somebody."""

from collections import Counter
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.functional import cached_property

from accounts.models import GrantRole, User
from accounts.permissions import Verdict, may_edit
from governance.choices import PlanState
from governance.models import Plan
from governance.plans.states import LIVING
from governance.plans.undone import UNDONE, UNDONE_LABEL, with_undoings
from governance.presentation.jurisdiction_page import schools_inside
from schools.models import Jurisdiction, School

#: So many settled plans are listed below those that still need somebody.
NEWEST = 30


def plans_seen(user: User) -> QuerySet[Plan]:
    """Return the plans the user may see, with what a list shows of them."""
    seen = Plan.objects.visible_to(user).select_related("school", "author")
    return seen.defer("outcome").annotate(steps_n=Count("steps")).order_by("-changed_at", "-pk")


def waits_for(user: User, on: date | None = None) -> Q:
    """Return which plans wait for this user.

    Officials decide what was submitted, administrators mend what was returned or could not be carried out.
    Given a day, both carry out what is approved and holds from then or before, if the register has not.
    """
    if not user.is_authenticated:
        return Q(pk__in=())
    submitted, sent_back = Q(state=PlanState.SUBMITTED), Q(state=PlanState.RETURNED) | _failed()
    due = Q(state=PlanState.APPROVED, problem="", effective_on__lte=on) if on else Q(pk__in=())
    if not user.is_superuser:
        above, own = Q(school__in=user.granted_schools(GrantRole.OFFICIAL)), _own(user)
        submitted, sent_back, due = submitted & above, sent_back & own, due & (above | own)
    return submitted | sent_back | due


def _own(user: User) -> Q:
    return Q(school__in=user.granted_schools(GrantRole.ADMINISTRATOR))


def _failed() -> Q:
    return Q(state=PlanState.APPROVED) & ~Q(problem="")


def _standing(plan: Plan) -> str:
    """Return what a school's list puts the plan under."""
    return UNDONE if plan.undoing else plan.state


class SchoolPlans:
    """The plans of one school, for one reader."""

    def __init__(self, school: School, user: User, state: str = ""):
        self.school, self.user = school, user
        self.state = state if state in (*PlanState.values, UNDONE) else ""

    @cached_property
    def all(self) -> list[Plan]:
        """Every plan the reader may see, the newest first, each with its ``undoing``."""
        return with_undoings(plans_seen(self.user).filter(school=self.school))

    @property
    def rows(self) -> list[Plan]:
        """The plans in the state asked for."""
        return [plan for plan in self.all if self.state in ("", _standing(plan))]

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """The states there are plans in, and those taken back: value, label and number."""
        labels = [*PlanState.choices, (UNDONE, UNDONE_LABEL)]
        numbers = Counter(_standing(plan) for plan in self.all)
        return [(value, str(label), numbers[value]) for value, label in labels if numbers[value]]

    @property
    def may_draft(self) -> Verdict:
        """Whether the reader may begin a plan."""
        return may_edit(self.user, self.school)


class JurisdictionPlans:
    """The plans of the schools in a jurisdiction: first what waits for a decision."""

    def __init__(self, place: Jurisdiction, user: User, today: date):
        self.place, self.today = place, today
        self._plans = plans_seen(user).filter(school__in=schools_inside(place, user))

    @cached_property
    def submitted(self) -> list[Plan]:
        """What waits for a decision, the longest waiting first."""
        return list(self._plans.filter(state=PlanState.SUBMITTED).order_by("changed_at", "pk"))

    @cached_property
    def troubled(self) -> list[Plan]:
        """What could not be carried out, and approvals that became void or were sent back."""
        return list(self._plans.filter(Q(state=PlanState.RETURNED) | _failed()))

    @cached_property
    def approved(self) -> list[Plan]:
        """What is to come, by its day."""
        found = self._plans.filter(state=PlanState.APPROVED, problem="")
        return list(found.order_by("effective_on", "pk"))

    @cached_property
    def settled(self) -> list[Plan]:
        """The newest of the others, each with its ``undoing``."""
        return with_undoings(self._plans.exclude(state__in=LIVING)[:NEWEST])
