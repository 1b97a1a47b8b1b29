"""A set-up as far as it has come: everything is read from the register and the plan."""

from datetime import date

from django.utils.functional import cached_property

from accounts.models import User
from governance.choices import LEADING_TYPES, LIVE_STATES, OrgLevel, OrgType
from governance.domain.facts import load_facts
from governance.facts import OWN_TYPES, SchoolFacts
from governance.models import PartyOrganization, Plan, PlanStep
from governance.plans.states import OPEN
from governance.setup.branching import Share, propose
from governance.setup.drafting import BELOW, GROUP, POST, TOP, plan_of, steps_of
from governance.setup.recommendation import Recommendation, recommend
from governance.setup.staff import Staff, load_staff
from schools.models import School


class Wizard:
    """One school on its way to an organisation of its own, for one user, on one day."""

    def __init__(self, school: School, user: User, on: date):
        self.school, self.user, self.on = school, user, on

    @cached_property
    def staff(self) -> Staff:
        """The school's units and who works in them."""
        return load_staff(self.school, self.on)

    @cached_property
    def facts(self) -> SchoolFacts:
        """What the rules know of the school."""
        return load_facts([self.school.pk], self.on)[self.school.pk]

    @cached_property
    def plan(self) -> Plan | None:
        """The plan, once a type is chosen."""
        return plan_of(self.school)

    @property
    def is_open(self) -> bool:
        """Whether the plan may still be changed here: nobody has it to decide."""
        return self.plan is None or self.plan.state in OPEN

    @cached_property
    def top(self) -> PlanStep | None:
        """The step that founds the school's own organisation."""
        return next(iter(steps_of(self.plan, TOP)), None)

    @property
    def type(self) -> OrgType | None:
        """The type that was chosen."""
        return OrgType(self.top.arguments["type"]) if self.top else None

    @property
    def has_branches(self) -> bool:
        """Whether there are to be branches below."""
        return self.type in LEADING_TYPES

    @cached_property
    def branches(self) -> list[PlanStep]:
        """The steps that found branches."""
        return steps_of(self.plan, BELOW)

    @property
    def foundings(self) -> list[PlanStep]:
        """The steps that found organisations, the school's own first."""
        return [*([self.top] if self.top else []), *self.branches]

    @cached_property
    def posts(self) -> list[PlanStep]:
        """The steps that fill posts of the school."""
        return steps_of(self.plan, POST)

    @cached_property
    def groups(self) -> list[PlanStep]:
        """The steps that set up leading groups."""
        return steps_of(self.plan, GROUP)

    @cached_property
    def proposal(self) -> list[Share]:
        """The branches the units would carry."""
        return propose(self.staff, self.facts.params["MIN_FULL_BRANCH"])

    @cached_property
    def recommendation(self) -> Recommendation:
        """Which type suits the school."""
        return recommend(self.facts, len(self.proposal), self.school.form)


def own_organization(school: School) -> PartyOrganization | None:
    """Return the school's own organisation if it is at work: then there is nothing to set up."""
    found = PartyOrganization.objects.filter(
        school=school, level=OrgLevel.SCHOOL, type__in=OWN_TYPES, state__in=LIVE_STATES
    )
    return found.first()
