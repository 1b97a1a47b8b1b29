"""The Party organisations of a demo school and who belongs to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from governance.choices import OrgKind, OrgLevel, OrgType
from governance.exchange.building.founding import found
from governance.exchange.building.organizations import add_organization, enrol, stand_on
from governance.exchange.building.sheet import Sheet
from governance.exchange.demo.county import County
from governance.exchange.demo.faults import Fault
from governance.exchange.demo.figures import Category
from governance.exchange.demo.plans import SchoolPlan
from governance.exchange.demo.staff import Colleague, Staff, autumn
from governance.exchange.demo.units import SchoolUnits
from governance.models import PartyOrganization
from schools.models import School, Unit

#: A single branch of this size has party groups.
_GROUPS_FROM = 12
_LEFT_OUT = 2
_ARRIVED_DAYS = 150


@dataclass
class DemoSchool:
    """A school as it is being built. ``branches`` and ``groups`` come with their members."""

    plan: SchoolPlan
    school: School
    units: SchoolUnits
    staff: Staff
    own: PartyOrganization | None = None
    district: PartyOrganization | None = None
    branches: list[tuple[PartyOrganization, list[Colleague]]] = field(default_factory=list)
    groups: list[tuple[PartyOrganization, list[Colleague]]] = field(default_factory=list)

    def has(self, fault: Fault) -> bool:
        """Tell whether the school was drawn to have the fault."""
        return fault in self.plan.faults

    def workers(self, unit: Unit) -> tuple[list[Colleague], list[Colleague]]:
        """Return the members and the others who work in the unit."""
        found: tuple[list[Colleague], list[Colleague]] = ([], [])
        for people, here in ((self.staff.members, found[0]), (self.staff.others, found[1])):
            here.extend(person for person in people if any(row is unit for row in person.units))
        return found


def add_own_organizations(sheet: Sheet, county: County, demo: DemoSchool) -> None:
    """Add the school's own organisation and everything below it."""
    match demo.plan.category:
        case Category.COMMITTEE | Category.GENERAL:
            _add_leading(sheet, county, demo)
        case Category.CENTRAL:
            _add_district(sheet, county, demo)
        case Category.VILLAGE | Category.URBAN:
            _add_single(sheet, county, demo)


def branch_homes(plan: SchoolPlan, units: SchoolUnits) -> list[list[Unit]]:
    """Return the units each branch of the school is built on: the offices, then the grades in order."""
    if plan.branches == 0:
        return [units.homes]
    size, longer = divmod(len(units.grades), plan.branches - 1)
    homes, start = [units.offices], 0
    for nth in range(plan.branches - 1):
        end = start + size + (nth < longer)
        homes.append(units.grades[start:end])
        start = end
    return homes


def superior_of(county: County, plan: SchoolPlan) -> PartyOrganization:
    """Return the organisation outside the school that its own stands under."""
    if not plan.is_public:
        return county.private
    return county.upper if plan.district is None else county.districts[plan.district]


def _issuer(county: County, demo: DemoSchool) -> PartyOrganization | None:
    if demo.has(Fault.NO_APPROVAL):
        return None
    return county.upper if demo.plan.is_public else county.private


def _add_leading(sheet: Sheet, county: County, demo: DemoSchool) -> None:
    name, since = demo.school.name, autumn(sheet.on, 9)
    is_committee = demo.plan.category == Category.COMMITTEE
    suffix, short = ("委员会", "党委") if is_committee else ("总支部委员会", "党总支")
    demo.own = found(
        sheet,
        demo.school,
        OrgType.COMMITTEE if is_committee else OrgType.GENERAL_BRANCH,
        f"{name}{short}" if demo.has(Fault.NAME) else f"中共{name}{suffix}",
        f"{name}{short}",
        since=since,
        issuer=_issuer(county, demo),
        level=OrgLevel.SCHOOL,
        superior=superior_of(county, demo.plan),
    )
    issuer = demo.own if is_committee else superior_of(county, demo.plan)
    homes_by_branch = branch_homes(demo.plan, demo.units)
    for nth, (homes, team) in enumerate(zip(homes_by_branch, demo.staff.teams, strict=True)):
        is_last = nth == len(homes_by_branch) - 1
        branch = _add_inner(sheet, demo, demo.own, _branch_name(homes, nth), since, issuer)
        stand_on(sheet, branch, *_hosts(demo, homes, is_last=is_last), start=since)
        _enrol(sheet, branch, team, left_out=_LEFT_OUT if is_last and demo.has(Fault.UNASSIGNED) else 0)
        demo.branches.append((branch, team))
    if demo.staff.retired:
        _add_retired(sheet, demo, demo.own, name, since, issuer)


def _branch_name(homes: list[Unit], nth: int) -> str:
    if nth == 0:
        return "行政"
    first, last = homes[0].name.removesuffix("组"), homes[-1].name.removesuffix("组")
    return first if first == last else f"{first}至{last}"


def _hosts(demo: DemoSchool, homes: list[Unit], *, is_last: bool) -> list[Unit]:
    if is_last and demo.has(Fault.NO_HOST):
        return []
    return homes[:-1] if is_last and demo.has(Fault.UNCOVERED_UNIT) and len(homes) > 1 else homes


def _add_inner(
    sheet: Sheet,
    demo: DemoSchool,
    parent: PartyOrganization,
    name: str,
    since: date,
    issuer: PartyOrganization,
    **fields: object,
) -> PartyOrganization:
    short = f"{name}党支部"
    full = f"中共{demo.school.name}{name}支部委员会"
    return found(
        sheet,
        demo.school,
        OrgType.BRANCH,
        fields.pop("full_name", full),
        short,
        since=since,
        issuer=issuer,
        parent=parent,
        **fields,
    )


def _enrol(
    sheet: Sheet,
    branch: PartyOrganization,
    team: list[Colleague],
    *,
    left_out: int = 0,
    groups: Mapping[str, PartyOrganization] | None = None,
) -> None:
    """Enrol the team in the branch and in the group of their unit; the last ``left_out`` came this year."""
    for member in team[len(team) - left_out :]:
        member.arrive(sheet.on - timedelta(days=_ARRIVED_DAYS))
    for member in team[: len(team) - left_out]:
        group = (groups or {}).get(member.home.number)
        enrol(sheet, member.person, branch, max(member.member_since, branch.established_on), group=group)


def _add_retired(
    sheet: Sheet,
    demo: DemoSchool,
    parent: PartyOrganization,
    name: str,
    since: date,
    issuer: PartyOrganization,
) -> None:
    full_name = f"中共{name}离退休支部委员会"
    branch = _add_inner(
        sheet, demo, parent, "离退休", since, issuer, kind=OrgKind.RETIRED, full_name=full_name
    )
    stand_on(sheet, branch, demo.units.retired, start=since)
    for member in demo.staff.retired:
        enrol(sheet, member.person, branch, max(member.person.retired_on, since))
    demo.branches.append((branch, demo.staff.retired))


def _add_district(sheet: Sheet, county: County, demo: DemoSchool) -> None:
    """Add the 总支 of the school district, hosted by its central school, and the school's branch below."""
    since, town = autumn(sheet.on, 9), demo.plan.town
    demo.district = found(
        sheet,
        demo.school,
        OrgType.GENERAL_BRANCH,
        f"中共{town}学区总支部委员会",
        f"{town}学区党总支",
        since=since,
        issuer=county.upper,
        level=OrgLevel.DISTRICT,
        superior=county.upper,
    )
    county.districts[demo.plan.district] = demo.district
    _add_single(sheet, county, demo)
    _add_retired(sheet, demo, demo.district, f"{town}学区", since, county.upper)


def _add_single(sheet: Sheet, county: County, demo: DemoSchool) -> None:
    above, since, name = superior_of(county, demo.plan), autumn(sheet.on, 9), demo.school.name
    is_inside = above.school is demo.school
    demo.own = found(
        sheet,
        demo.school,
        OrgType.BRANCH,
        f"{name}党支部" if demo.has(Fault.NAME) else f"中共{name}支部委员会",
        f"{name}党支部",
        since=since,
        issuer=_issuer(county, demo),
        level=OrgLevel.SCHOOL,
        parent=above if is_inside else None,
        superior=None if is_inside else above,
    )
    team = demo.staff.teams[0]
    groups = _add_groups(sheet, demo, since) if len(team) >= _GROUPS_FROM else {}
    left_out = _LEFT_OUT if demo.has(Fault.UNASSIGNED) and len(team) >= _GROUPS_FROM else 0
    _enrol(sheet, demo.own, team, left_out=left_out, groups=groups)
    demo.branches.append((demo.own, team))


def _add_groups(sheet: Sheet, demo: DemoSchool, since: date) -> dict[str, PartyOrganization]:
    """Add a party group for the offices and one for the grades; return them by the number of the unit."""
    found_groups = {}
    teaching = [unit for unit in demo.units.groups if unit not in demo.units.offices]
    for name, homes in (("行政", demo.units.offices), ("教学", teaching)):
        members = [member for member in demo.staff.teams[0] if member.home in homes]
        group = add_organization(
            sheet,
            demo.school,
            OrgType.GROUP,
            f"{demo.school.name}{name}党小组",
            f"{name}党小组",
            since=since,
            parent=demo.own,
        )
        stand_on(sheet, group, *homes, start=since)
        demo.groups.append((group, members))
        found_groups |= {unit.number: group for unit in homes}
    return found_groups
