"""Put the demo county together and write it at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import transaction

from governance.exchange.building.places import add_school
from governance.exchange.building.sheet import Sheet
from governance.exchange.demo import figures
from governance.exchange.demo.attestations import add_attestations
from governance.exchange.demo.committees import add_branch_committee, add_committees
from governance.exchange.demo.county import County, add_county
from governance.exchange.demo.coverage import (
    add_county_branches,
    add_joint_branch,
    add_outside_coverage,
)
from governance.exchange.demo.faults import Fault, with_faults
from governance.exchange.demo.figures import Category, allocate
from governance.exchange.demo.leaders import add_leaders
from governance.exchange.demo.mechanisms import add_mechanisms
from governance.exchange.demo.organizations import DemoSchool, add_own_organizations, branch_homes
from governance.exchange.demo.plans import SchoolPlan, county_plan
from governance.exchange.demo.reviews import add_reviews
from governance.exchange.demo.spoiling import spoil
from governance.exchange.demo.staff import add_others, add_retired, add_staff, autumn
from governance.exchange.demo.units import add_units
from schools.choices import (
    LeadershipSystem,
    Ownership,
    ReformStage,
    SchoolForm,
    SchoolType,
    Stage,
)
from schools.domain.jurisdictions import divisions, load_jurisdictions
from schools.models import Jurisdiction, School

DEFAULT_COUNTY = "330781"
_FIRST_SERIAL, _SERIALS_A_COUNTY = 900001, 200
_OVERSIZED = 52
_STAGES = {
    SchoolType.KINDERGARTEN: [Stage.KINDERGARTEN],
    SchoolType.PRIMARY: [Stage.PRIMARY],
    SchoolType.JUNIOR: [Stage.JUNIOR],
    SchoolType.SENIOR: [Stage.SENIOR],
    SchoolType.VOCATIONAL: [Stage.VOCATIONAL],
    SchoolType.SPECIAL: [Stage.SPECIAL],
}
_MANY_STAGES = {
    SchoolType.JUNIOR: ([Stage.PRIMARY, Stage.JUNIOR], SchoolForm.NINE_YEAR),
    SchoolType.SENIOR: ([Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR], SchoolForm.TWELVE_YEAR),
}


class CountyInUse(Exception):
    """The county has schools or organisations that the demo county did not bring."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: rows by the model's name; nothing if the county was there already."""

    jurisdiction: Jurisdiction
    rows: dict[str, int]

    @property
    def was_there(self) -> bool:
        """Tell whether the county had been loaded before."""
        return not self.rows


@transaction.atomic
def load_demo(*, county: str = DEFAULT_COUNTY, on: date) -> Loaded:
    """Load the demo county as it stands on the day ``on``, unless it is there.

    The same county and day give the same rows, numbers and names.

    Raises:
        CountyInUse: if the county has schools or organisations of its own.
        KeyError: if there is no such code.

    """
    load_jurisdictions([county])
    jurisdiction = Jurisdiction.objects.get(code=county)
    schools = School.objects.filter(jurisdiction=jurisdiction)
    if schools.filter(is_demo=True, code__endswith=_first_serial(county)).exists():
        return Loaded(jurisdiction, {})
    if schools.exists() or jurisdiction.organizations.exists():
        raise CountyInUse(county)
    rows = build_demo(jurisdiction, on).save()
    return Loaded(jurisdiction, {str(model._meta.verbose_name): count for model, count in rows.items()})


def build_demo(jurisdiction: Jurisdiction, on: date) -> Sheet:
    """Return the rows of the demo county; nothing is written."""
    sheet, rng = Sheet(on), Random(jurisdiction.code)  # noqa: S311 -- the same county every time
    plans = with_faults(rng, county_plan(rng))
    county = add_county(sheet, jurisdiction)
    demos = [_add_school(sheet, rng, county, plan) for plan in plans]
    joint: dict[int, list[DemoSchool]] = defaultdict(list)
    for demo in demos:
        if demo.plan.joint is not None:
            joint[demo.plan.joint].append(demo)
    for covered in joint.values():
        add_joint_branch(sheet, county, covered)
    _set_managing_schools(demos)
    for demo in demos:
        leaders = add_leaders(sheet, rng, county, demo)
        elected = add_committees(sheet, rng, county, demo, leaders)
        add_mechanisms(sheet, demo, leaders)
        add_attestations(sheet, demo)
        spoil(sheet, demo, leaders, elected)
    add_reviews(sheet, demos)
    at_schools = sum(plan.members + plan.retired for plan in plans)
    retired = figures.MEMBERS - at_schools - figures.CENTRE_MEMBERS
    for branch, people in add_county_branches(sheet, rng, county, demos, retired, figures.CENTRE_MEMBERS):
        add_branch_committee(sheet, rng, branch, people)
    return sheet


def _add_school(sheet: Sheet, rng: Random, county: County, plan: SchoolPlan) -> DemoSchool:
    serial = _first_serial(county.jurisdiction.code) + sheet.count("schools") - 1
    province = county.jurisdiction.code[:2]
    school = add_school(
        sheet,
        code=f"{plan.type_code}{province}{serial}",
        name=plan.name,
        jurisdiction=county.jurisdiction,
        type_code=plan.type_code,
        ownership=Ownership.PUBLIC if plan.is_public else Ownership.PRIVATE,
        is_legal_person=plan.category != Category.POINT,
        founded_on=date(rng.randint(1952, 2008), 9, 1),
        is_demo=True,
        **_form(plan),
        **_system(sheet, plan),
    )
    units = add_units(sheet, school, plan)
    staff = add_staff(sheet, rng, school, units, _teams(rng, plan, branch_homes(plan, units)))
    # Somebody else does the work of the one who has retired and is still in the committee.
    others = plan.staff - plan.members + (Fault.LEFT in plan.faults)
    add_others(sheet, rng, school, units, staff, others)
    if plan.retired:
        staff.retired = add_retired(sheet, rng, school, plan.retired, units.retired)
    demo = DemoSchool(plan, school, units, staff)
    add_own_organizations(sheet, county, demo)
    has_applied = plan.members == figures.FOUNDING_MEMBERS[0]
    add_outside_coverage(sheet, county, demo, has_applied=has_applied)
    return demo


def _first_serial(county: str) -> int:
    """Return the serial of the first school code; counties of one province never share a code."""
    if county == DEFAULT_COUNTY:
        return _FIRST_SERIAL
    in_province = sorted(code for code in divisions() if code[:2] == county[:2])
    return _FIRST_SERIAL + _SERIALS_A_COUNTY * (1 + in_province.index(county))


def _teams(rng: Random, plan: SchoolPlan, homes: Sequence) -> list[tuple[int, Sequence]]:
    """Return how many members each branch has, with the units they work in."""
    if plan.members == 0:
        return []
    if len(homes) == 1:
        return [(plan.members, homes[0])]
    if Fault.OVERSIZED in plan.faults:
        rest = allocate(plan.members - _OVERSIZED, [1] * (len(homes) - 1))
        sizes = [rest[0], _OVERSIZED, *rest[1:]]
    else:
        sizes = allocate(plan.members, [0.8, *(rng.uniform(0.9, 1.1) for _ in homes[1:])])
    return list(zip(sizes, homes, strict=True))


def _form(plan: SchoolPlan) -> dict[str, object]:
    form = SchoolForm.TEACHING_POINT if plan.category == Category.POINT else SchoolForm.SINGLE
    stages = _STAGES[SchoolType(plan.type_code)]
    if plan.name.endswith("学校") and plan.type_code in _MANY_STAGES:
        stages, form = _MANY_STAGES[SchoolType(plan.type_code)]
    return {"form": form, "stages": list(stages)}


def _system(sheet: Sheet, plan: SchoolPlan) -> dict[str, object]:
    """Return the leadership system: public schools with an organisation have switched, as a rule."""
    if not plan.is_public:
        return {"leadership_system": LeadershipSystem.BOARD}
    has_own = plan.category.has_own_organization
    if has_own and Fault.NOT_SWITCHED not in plan.faults and plan.type_code != SchoolType.KINDERGARTEN:
        return {
            "leadership_system": LeadershipSystem.PARTY_LED,
            "system_from": autumn(sheet.on, 2),
            "reform_stage": ReformStage.DONE,
        }
    stage = ReformStage.PREPARING if has_own else ReformStage.NOT_STARTED
    return {"leadership_system": LeadershipSystem.PRINCIPAL, "reform_stage": stage}


def _set_managing_schools(demos: Sequence[DemoSchool]) -> None:
    """Let the central school of its district manage each teaching point."""
    central = {demo.plan.district: demo.school for demo in demos if demo.plan.category == Category.CENTRAL}
    for demo in demos:
        if demo.plan.category == Category.POINT:
            demo.school.managed_by = central[demo.plan.district]
