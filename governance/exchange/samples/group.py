"""A group school as a published case describes it.

Three campuses, 158 Party members, nine branches on the nine grades, three party groups in each, all
under a 总支. What the case leaves open (names, days, who leads) is invented, and in order; so the
checks are left with the one thing the case itself shows: a 总支 over more than a hundred members.
"""

from itertools import cycle, islice

from governance.choices import OrgLevel, OrgType
from governance.exchange.building.founding import found
from governance.exchange.building.organizations import add_organization, stand_on
from governance.exchange.building.places import add_unit
from governance.exchange.building.posts import lead_group
from governance.exchange.building.sheet import Sheet
from governance.exchange.samples import parts
from governance.models import PartyOrganization
from schools.choices import SchoolForm, Stage, UnitKind
from schools.models import Person, School, Unit

MEMBERS = 158
GRADES = ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级")
CAMPUSES = ("本部校区", "东湖校区", "西山校区")


def three_campus_group() -> Sheet:
    """Return the rows of the group school."""
    sheet = Sheet(parts.ON)
    upper = parts.above(sheet)
    school = parts.school(
        sheet,
        upper,
        "3133990004",
        "梧桐实验学校教育集团（示例）",
        [Stage.PRIMARY, Stage.JUNIOR],
        SchoolForm.GROUP,
    )
    campuses = [_unit(sheet, school, name, UnitKind.CAMPUS) for name in CAMPUSES]
    own = found(
        sheet,
        school,
        OrgType.GENERAL_BRANCH,
        f"中共{school.name}总支部委员会",
        "实验学校教育集团党总支",
        since=parts.FOUNDED,
        issuer=upper,
        level=OrgLevel.SCHOOL,
        superior=upper,
    )
    sizes = [MEMBERS // len(GRADES) + (nth < MEMBERS % len(GRADES)) for nth in range(len(GRADES))]
    branches = [
        _grade_branch(sheet, upper, own, campuses, grade, size)
        for grade, size in zip(GRADES, sizes, strict=True)
    ]
    secretary, principal, deputy, *vices = (people[-1] for people in branches)
    parts.appoint(sheet, school, upper, principal, *vices[:3])
    parts.elected(sheet, own, upper, secretary, vices[:4], [(principal, False), (deputy, True)])
    parts.mechanisms(sheet, school, [secretary, principal], *vices[:3])
    return sheet


def _unit(sheet: Sheet, school: School, name: str, kind: UnitKind, parent: Unit | None = None) -> Unit:
    return add_unit(sheet, school, name, kind, start=parts.FOUNDED, parent=parent)


def _grade_branch(
    sheet: Sheet,
    upper: PartyOrganization,
    own: PartyOrganization,
    campuses: list[Unit],
    grade: str,
    size: int,
) -> list[Person]:
    """Add the branch of a grade, with a party group at each campus, and return its members."""
    units = [
        _unit(sheet, own.school, f"{grade}组（{campus.name}）", UnitKind.GRADE, campus) for campus in campuses
    ]
    branch = found(
        sheet,
        own.school,
        OrgType.BRANCH,
        f"中共{own.school.name}{grade}支部委员会",
        f"{grade}党支部",
        since=parts.FOUNDED,
        issuer=upper,
        parent=own,
    )
    stand_on(sheet, branch, *units, start=parts.FOUNDED)
    groups = [_party_group(sheet, branch, grade, unit) for unit in units]
    people = []
    for unit, group in islice(cycle(zip(units, groups, strict=True)), size):
        person = parts.members(sheet, own.school, 1, [unit])[0]
        parts.enrol_all(sheet, [person], branch, group)
        people.append(person)
    for unit, group, person in zip(units, groups, people, strict=False):
        parts.head(sheet, unit, person)
        lead_group(sheet, group, person, parts.FOUNDED)
        parts.others(sheet, own.school, 2, [unit])
    parts.elected(sheet, branch, upper, people[0], people[1:3])
    return people


def _party_group(sheet: Sheet, branch: PartyOrganization, grade: str, unit: Unit) -> PartyOrganization:
    name = f"{grade}{unit.parent.name}党小组"
    group = add_organization(
        sheet,
        branch.school,
        OrgType.GROUP,
        f"{branch.school.name}{name}",
        name,
        since=parts.FOUNDED,
        parent=branch,
    )
    stand_on(sheet, group, unit, start=parts.FOUNDED)
    return group
