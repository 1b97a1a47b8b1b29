"""Demo schools without an organisation of their own, and branches of nobody's school."""

from datetime import timedelta
from random import Random

from governance.choices import AffiliationKind, DocumentKind, OrgKind, OrgLevel, OrgState, OrgType
from governance.exchange.building.founding import found
from governance.exchange.building.organizations import (
    add_document,
    add_organization,
    affiliate,
    cover,
    enrol,
)
from governance.exchange.building.sheet import Sheet
from governance.exchange.demo.county import County
from governance.exchange.demo.figures import Category, allocate
from governance.exchange.demo.organizations import DemoSchool
from governance.exchange.demo.staff import Colleague, add_retired, autumn
from governance.models import PartyOrganization
from schools.choices import EmploymentEnd

#: How long ago the school that is about to have its first organisation applied for it.
_APPLIED_DAYS = 12
_NUMERALS = "一二三四五六七八九十"


def add_outside_coverage(sheet: Sheet, county: County, demo: DemoSchool, *, has_applied: bool) -> None:
    """Record how a school without an organisation is covered from outside, if it is."""
    match demo.plan.category:
        case Category.ATTACHED:
            _attach(sheet, demo)
        case Category.LIAISON:
            start = autumn(sheet.on, 2)
            affiliate(sheet, demo.school, AffiliationKind.LIAISON, "党建指导员（演示）", start)
        case Category.FOUNDING if has_applied:
            _apply(sheet, county, demo)


def _attach(sheet: Sheet, demo: DemoSchool) -> None:
    since, outer = autumn(sheet.on, 4), f"中共{demo.plan.town}社区总支部委员会（演示）"
    affiliate(sheet, demo.school, AffiliationKind.ATTACHED, outer, since)
    for member in demo.staff.members:
        enrol(sheet, member.person, None, max(member.member_since, since), outside=outer)


def _apply(sheet: Sheet, county: County, demo: DemoSchool) -> None:
    applied, name = sheet.on - timedelta(days=_APPLIED_DAYS), f"中共{demo.school.name}支部委员会"
    add_document(sheet, demo.school, DocumentKind.OTHER, title=f"关于设立{name}的请示", issued_on=applied)
    add_organization(
        sheet,
        demo.school,
        OrgType.BRANCH,
        name,
        f"{demo.school.name}党支部",
        since=applied,
        state=OrgState.SUBMITTED,
        level=OrgLevel.SCHOOL,
        superior=county.upper,
        applied_on=applied,
    )


def add_joint_branch(sheet: Sheet, county: County, demos: list[DemoSchool]) -> None:
    """Add the joint branch led by the first of the schools; it covers them all."""
    lead, since = demos[0], autumn(sheet.on, 8)
    place = lead.plan.town or "民办幼儿园"
    name = f"{place}第{_NUMERALS[sheet.count(f'joint branches of {place}') - 1]}联合"
    branch = found(
        sheet,
        lead.school,
        OrgType.JOINT_BRANCH,
        f"中共{name}支部委员会",
        f"{name}党支部",
        since=since,
        issuer=county.upper,
        level=OrgLevel.DISTRICT,
        superior=county.upper if lead.plan.is_public else county.private,
    )
    cover(sheet, branch, *(demo.school for demo in demos), start=since)
    members = [member for demo in demos for member in demo.staff.members]
    for member in members:
        enrol(sheet, member.person, branch, max(member.member_since, since))
    lead.branches.append((branch, members))


def add_county_branches(
    sheet: Sheet, rng: Random, county: County, demos: list[DemoSchool], retired: int, centre: int
) -> list[tuple[PartyOrganization, list[Colleague]]]:
    """Add the branches hosted by the county: retired members of all schools, and the teachers' centre.

    Args:
        retired: how many retired members, spread over the branches.
        centre: how many members of the centre, who once taught at a school of the county.

    """
    public = [demo for demo in demos if demo.plan.is_public and demo.plan.staff >= len(_NUMERALS)]
    found_branches = []
    for nth, size in enumerate(allocate(retired, [rng.uniform(0.8, 1.2) for _ in range(12)])):
        name = f"第{nth + 1}离退休"
        people = _former(sheet, rng, public, size)
        found_branches.append(_county_branch(sheet, county, county.retired, name, OrgKind.RETIRED, people))
    # They work at the centre now, which is no school of the register.
    people = _former(sheet, rng, public, centre, EmploymentEnd.TRANSFERRED)
    found_branches.append(_county_branch(sheet, county, county.centre, "机关", OrgKind.ON_DUTY, people))
    return found_branches


def _former(
    sheet: Sheet,
    rng: Random,
    demos: list[DemoSchool],
    count: int,
    reason: EmploymentEnd = EmploymentEnd.RETIRED,
) -> list[Colleague]:
    schools = [rng.choice(demos).school for _ in range(count)]
    return [person for school in schools for person in add_retired(sheet, rng, school, 1, reason=reason)]


def _county_branch(
    sheet: Sheet,
    county: County,
    parent: PartyOrganization,
    name: str,
    kind: OrgKind,
    people: list[Colleague],
) -> tuple[PartyOrganization, list[Colleague]]:
    since = autumn(sheet.on, 8)
    branch = found(
        sheet,
        county.jurisdiction,
        OrgType.BRANCH,
        parent.full_name.replace("委员会（演示）", f"{name}支部委员会（演示）"),
        f"{name}党支部",
        since=since,
        issuer=county.upper,
        kind=kind,
        parent=parent,
    )
    for colleague in people:
        left = colleague.person.retired_on or since
        enrol(sheet, colleague.person, branch, max(left, since))
    return branch, people
