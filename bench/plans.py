"""A plan of sixty steps on a school of three hundred nodes: its preview, beside the same acts one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import AccessGrant, GrantRole, User
from bench.measuring import Timings, counted
from bench.trees import bare_schools
from governance.actions.catalogue import all_actions
from governance.actions.references import Resolver
from governance.actions.values import values_of
from governance.choices import DocumentKind, OrgType
from governance.domain.act import Act, Rehearsal
from governance.domain.batch import Batch, batch
from governance.domain.establishing import organization_found
from governance.domain.people import person_hire
from governance.domain.units import unit_create
from governance.models import Document, PartyOrganization, Plan
from governance.plans.drafting import plan_create, step_add
from governance.plans.previewing import preview
from schools.choices import PoliticalStatus, UnitKind
from schools.models import Jurisdiction, Person, School, Unit
from schools.periods import open_period

BRANCHES, GROUPS, DEPARTMENTS, UNITS_EACH, MEMBERS_EACH = 40, 59, 10, 19, 5
STEPS = 60
_LONG_AGO = date(2010, 9, 1)


@dataclass
class Big:
    """A school with a 党委, forty branches, fifty-nine party groups and two hundred units."""

    school: School
    branches: list[PartyOrganization]
    groups: list[PartyOrganization]
    units: list[Unit]
    people: list[Person]

    @property
    def nodes(self) -> int:
        """How many cards its chart has, the school's own aside."""
        return PartyOrganization.objects.filter(school=self.school).count() + self.school.units.count()


def big_school(place: Jurisdiction, on: date) -> Big:
    """Build the school through its operations, as one batch whose faults are noted and not refused."""
    [school] = bare_schools(place, 1)
    paper = Document.objects.create(
        school=school, register_number=f"{school.code}-D01", kind=DocumentKind.APPROVAL, issued_on=on
    )
    act = Act(actor=None, today=on, rehearsal=Rehearsal())
    with batch(act, "bench", school=school, document=paper) as whole:
        return _fill(whole, school, place, paper)


def _fill(whole: Batch, school: School, place: Jurisdiction, paper: Document) -> Big:
    def unit(name: str, kind: UnitKind, parent: Unit | None = None) -> Unit:
        return unit_create(act=whole.act(), school=school, name=name, kind=kind, parent=parent)

    def found(kind: OrgType, name: str, **fields: Any) -> PartyOrganization:
        return organization_found(
            act=whole.act(), school=school, type=kind, full_name=name, approval=paper, **fields
        )

    heads = [unit(f"第{nth}部", UnitKind.DEPARTMENT) for nth in range(DEPARTMENTS)]
    units = [unit(f"第{nth}组", UnitKind.GRADE, parent=head) for nth, head in enumerate(heads * UNITS_EACH)]
    root = found(OrgType.COMMITTEE, "中共测量学校委员会", superior=place.organizations.get(type="upper"))
    branches, people = [], []
    for nth in range(BRANCHES):
        team = [_member(whole, school, units[nth]) for _one in range(MEMBERS_EACH)]
        name = f"中共测量学校第{nth}支部委员会"
        branches.append(
            found(
                OrgType.BRANCH, name, parent=root, host_units=(units[nth],), members=team, secretary=team[0]
            )
        )
        people += team
    groups = [
        found(OrgType.GROUP, f"第{nth}党小组", parent=branches[nth % BRANCHES]) for nth in range(GROUPS)
    ]
    return Big(school, branches, groups, units, people)


def _member(whole: Batch, school: School, unit: Unit) -> Person:
    return person_hire(
        act=whole.act(),
        school=school,
        name="测量党员",
        units=(unit,),
        political_status=PoliticalStatus.FULL,
        joined_on=_LONG_AGO,
        full_on=_LONG_AGO.replace(year=_LONG_AGO.year + 1),
    )


def sixty_steps(big: Big) -> list[tuple[str, dict[str, Any]]]:
    """Return fifteen each of renaming, moving groups, attaching units and transferring members."""
    steps: list[tuple[str, dict[str, Any]]] = []
    for nth in range(STEPS // 4):
        branch, other = big.branches[nth].number, big.branches[nth + 20].number
        steps += [
            ("organization_rename", {"organization": branch, "full_name": f"中共测量学校新{nth}支部委员会"}),
            ("organization_move", {"organization": big.groups[nth].number, "parent": other}),
            ("host_attach", {"organization": branch, "units": [big.units[60 + nth].number]}),
            (
                "member_transfer",
                {"organization": other, "people": [big.people[nth * MEMBERS_EACH + 1].number]},
            ),
        ]
    return steps


def plan_of(big: Big, on: date) -> Plan:
    """Draft the plan as the clerk of the school."""
    clerk = User.objects.create_user(username=f"bench-{big.school.code}")
    AccessGrant.objects.create(
        user=clerk, school=big.school, role=GrantRole.ADMINISTRATOR, period=open_period(_LONG_AGO)
    )
    plan = plan_create(user=clerk, school=big.school, title="测量方案", effective_on=on)
    for name, arguments in sixty_steps(big):
        step_add(user=clerk, plan=plan, action=name, arguments=arguments)
    return plan


def previewed(plan: Plan, on: date, *, rounds: int) -> tuple[Timings, int]:
    """Preview the plan again and again; return the times and the queries of one round."""
    timings = Timings()
    tried = preview(plan, user=plan.author, today=on)
    if tried.problems:
        raise AssertionError(tried.problems)
    for _round in range(rounds):
        with counted() as count:
            timings.take(lambda: preview(plan, user=plan.author, today=on))
    return timings, count.queries


def one_by_one(big: Big, user: User, on: date, *, rounds: int) -> tuple[Timings, int]:
    """Apply the same acts each through the door by itself, and take them back."""
    timings = Timings()
    for _round in range(rounds):
        with counted() as count:
            timings.take(_taken_back(lambda: _apply(big, user, on)))
    return timings, count.queries


def _apply(big: Big, user: User, on: date) -> None:
    for name, arguments in sixty_steps(big):
        action = all_actions()[name]
        act = Act(actor=user, today=on, reason="测量")
        action.perform(act, values_of(action, arguments, Resolver(user, big.school)))


def _taken_back(action: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        with transaction.atomic():
            action()
            transaction.set_rollback(True)

    return run
