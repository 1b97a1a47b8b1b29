"""Three small schools: one with a 支部, one with a 总支, one with a 党委. Nothing is wrong with them.

They are smaller than such schools are, so that one can read them whole: a 总支 or 党委 below the usual
size is in order when the upper organisation approved it (ORG-008).
"""

from collections.abc import Sequence

from governance.choices import OrgKind, OrgLevel, OrgType
from governance.exchange.building.founding import found
from governance.exchange.building.organizations import add_organization, stand_on
from governance.exchange.building.places import add_unit
from governance.exchange.building.posts import lead_group
from governance.exchange.building.sheet import Sheet
from governance.exchange.samples import parts
from governance.models import PartyOrganization
from schools.choices import SchoolForm, Stage, UnitKind
from schools.models import Person, School, Unit


def branch_school() -> Sheet:
    """A primary school with one branch, two party groups, and one person as secretary and principal."""
    sheet = Sheet(parts.ON)
    upper = parts.above(sheet)
    school = parts.school(
        sheet, upper, "2133990001", "梧桐镇中心小学（示例）", [Stage.PRIMARY], SchoolForm.SINGLE
    )
    office = _unit(sheet, school, "行政组", UnitKind.OFFICE)
    languages = _unit(sheet, school, "语文组", UnitKind.SUBJECT)
    sciences = _unit(sheet, school, "数学科学组", UnitKind.SUBJECT)
    branch = found(
        sheet,
        school,
        OrgType.BRANCH,
        f"中共{school.name}支部委员会",
        "中心小学党支部",
        since=parts.FOUNDED,
        issuer=upper,
        level=OrgLevel.SCHOOL,
        superior=upper,
    )
    first, leaders = _group(sheet, branch, "行政党小组", [office], 4)
    second, teachers = _group(sheet, branch, "教学党小组", [languages, sciences], 6)
    principal, deputy, vice, clerk = leaders
    parts.others(sheet, school, 4, [languages])
    parts.others(sheet, school, 4, [sciences])
    for unit, person in ((office, clerk), (languages, teachers[0]), (sciences, teachers[3])):
        parts.head(sheet, unit, person)
    lead_group(sheet, first, clerk, parts.FOUNDED)
    lead_group(sheet, second, teachers[0], parts.FOUNDED)
    parts.appoint(sheet, school, upper, principal, vice)
    parts.elected(sheet, branch, upper, principal, [vice], [(deputy, True)])
    parts.mechanisms(sheet, school, [principal], deputy, vice)
    return sheet


def _unit(sheet: Sheet, school: School, name: str, kind: UnitKind, parent: Unit | None = None) -> Unit:
    return add_unit(sheet, school, name, kind, start=parts.FOUNDED, parent=parent)


def _group(
    sheet: Sheet, branch: PartyOrganization, name: str, units: Sequence[Unit], count: int
) -> tuple[PartyOrganization, list[Person]]:
    """Add a party group on the units with ``count`` members, spread over them in order."""
    group = add_organization(
        sheet,
        branch.school,
        OrgType.GROUP,
        f"{branch.school.name}{name}",
        name,
        since=parts.FOUNDED,
        parent=branch,
    )
    stand_on(sheet, group, *units, start=parts.FOUNDED)
    each = count // len(units)
    people = [p for unit in units for p in parts.members(sheet, branch.school, each, [unit])]
    parts.enrol_all(sheet, people, branch, group)
    return group, people


def general_branch_school() -> Sheet:
    """A junior school with a 总支 over three branches, one of them of the retired."""
    sheet = Sheet(parts.ON)
    upper = parts.above(sheet)
    school = parts.school(
        sheet, upper, "3133990002", "梧桐镇初级中学（示例）", [Stage.JUNIOR], SchoolForm.SINGLE
    )
    own = _leading(sheet, school, upper, OrgType.GENERAL_BRANCH, "总支部委员会", "初级中学党总支")
    staff = _branches(
        sheet,
        own,
        upper,
        {
            "行政": (["办公室", "教务处"], UnitKind.OFFICE),
            "教学": (["七年级组", "八年级组", "九年级组"], UnitKind.GRADE),
        },
    )
    _retired(sheet, own, upper)
    secretary, principal, deputy, vice, organizer, *_ = staff["行政"]
    parts.appoint(sheet, school, upper, principal, vice)
    parts.elected(sheet, own, upper, secretary, [vice, organizer], [(principal, False), (deputy, True)])
    parts.mechanisms(sheet, school, [secretary, principal], vice)
    return sheet


def committee_school() -> Sheet:
    """A complete secondary school with a 党委 over five branches, one of them of the retired."""
    sheet = Sheet(parts.ON)
    upper = parts.above(sheet)
    stages = [Stage.JUNIOR, Stage.SENIOR]
    school = parts.school(sheet, upper, "3433990003", "梧桐中学（示例）", stages, SchoolForm.COMPLETE)
    own = _leading(sheet, school, upper, OrgType.COMMITTEE, "委员会", "梧桐中学党委")
    staff = _branches(
        sheet,
        own,
        own,
        {
            "行政": (["党政办公室", "教务处", "德育处"], UnitKind.OFFICE),
            "初中": (["七年级组", "八年级组", "九年级组"], UnitKind.GRADE),
            "高一高二": (["高一年级组", "高二年级组"], UnitKind.GRADE),
            "高三": (["高三年级组"], UnitKind.GRADE),
        },
    )
    _retired(sheet, own, own)
    secretary, principal, deputy, vice, second_vice, *_ = staff["行政"]
    parts.appoint(sheet, school, upper, principal, vice, second_vice)
    team = [vice, second_vice, staff["初中"][0], staff["高三"][0]]
    parts.elected(sheet, own, upper, secretary, team, [(principal, False), (deputy, True)])
    parts.mechanisms(sheet, school, [secretary, principal], vice, second_vice)
    return sheet


def _leading(
    sheet: Sheet, school: School, upper: PartyOrganization, type_: OrgType, suffix: str, short_name: str
) -> PartyOrganization:
    return found(
        sheet,
        school,
        type_,
        f"中共{school.name}{suffix}",
        short_name,
        since=parts.FOUNDED,
        issuer=upper,
        level=OrgLevel.SCHOOL,
        superior=upper,
    )


def _branches(
    sheet: Sheet,
    own: PartyOrganization,
    issuer: PartyOrganization,
    plan: dict[str, tuple[list[str], UnitKind]],
) -> dict[str, list[Person]]:
    """Add a branch of nine members for each name, on the units it is built on; return its members.

    The last three of a branch head its units in turn, and the first head is its secretary.
    """
    staff = {}
    for name, (unit_names, kind) in plan.items():
        units = [_unit(sheet, own.school, unit, kind) for unit in unit_names]
        branch = _inner(sheet, own, issuer, name)
        stand_on(sheet, branch, *units, start=parts.FOUNDED)
        people = [parts.members(sheet, own.school, 1, [units[n % len(units)]])[0] for n in range(9)]
        parts.enrol_all(sheet, people, branch)
        parts.others(sheet, own.school, 2, units[:1])
        heads = people[6 : 6 + len(units)]
        for unit, person in zip(units, heads, strict=True):
            parts.head(sheet, unit, person)
        secretary, *rest = [*heads, *people[3:6]]
        parts.elected(sheet, branch, issuer, secretary, rest[:2])
        staff[name] = people
    return staff


def _inner(
    sheet: Sheet, own: PartyOrganization, issuer: PartyOrganization, name: str, **fields: object
) -> PartyOrganization:
    return found(
        sheet,
        own.school,
        OrgType.BRANCH,
        f"中共{own.school.name}{name}支部委员会",
        f"{name}党支部",
        since=parts.FOUNDED,
        issuer=issuer,
        parent=own,
        **fields,
    )


def _retired(sheet: Sheet, own: PartyOrganization, issuer: PartyOrganization) -> None:
    unit = _unit(sheet, own.school, "离退休教师组", UnitKind.RETIRED)
    branch = _inner(sheet, own, issuer, "离退休", kind=OrgKind.RETIRED)
    stand_on(sheet, branch, unit, start=parts.FOUNDED)
    people = parts.retired(sheet, own.school, 4, unit)
    parts.enrol_all(sheet, people, branch)
    parts.elected(sheet, branch, issuer, people[0])
