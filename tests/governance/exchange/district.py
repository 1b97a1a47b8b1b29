"""A small district, as awkward as a real one, for exports."""

from datetime import date

from governance.choices import AffiliationKind, Method, OrgLevel, OrgType, RestrictionKind, Role
from governance.exchange.building.founding import found
from governance.exchange.building.organizations import affiliate, cover, enrol
from governance.exchange.building.places import add_unit
from governance.exchange.building.posts import assign
from governance.exchange.building.sheet import Sheet
from governance.exchange.samples import parts
from governance.models import (
    LeadingGroup,
    RightsRestriction,
    RoleAssignment,
    RuleEnforcement,
    RuleParameter,
    Waiver,
)
from schools.choices import SchoolForm, Stage, UnitKind
from schools.periods import open_period

CENTRAL, VILLAGE, SMALL, ALONE = "2133980001", "2133980002", "2133980003", "2133980004"
SINCE = date(2021, 9, 1)


def build_district() -> Sheet:
    """Return the rows of the district."""
    sheet = Sheet(parts.ON)
    upper = parts.above(sheet)
    central, village, small, alone = (
        parts.school(sheet, upper, code, name, [Stage.PRIMARY], SchoolForm.SINGLE)
        for code, name in (
            (CENTRAL, "梧桐镇中心小学"),
            (VILLAGE, "梧桐镇上坞小学"),
            (SMALL, "梧桐镇下坞小学"),
            (ALONE, "梧桐镇前塘小学"),
        )
    )
    common = {"since": parts.FOUNDED, "issuer": upper}
    above = found(
        sheet,
        central,
        OrgType.GENERAL_BRANCH,
        "中共梧桐镇学区总支部委员会",
        "梧桐镇学区党总支",
        level=OrgLevel.DISTRICT,
        superior=upper,
        **common,
    )
    own, other = (
        found(
            sheet,
            school,
            OrgType.BRANCH,
            f"中共{school.name}支部委员会",
            f"{school.name}党支部",
            level=OrgLevel.SCHOOL,
            **common,
            **superior,
        )
        for school, superior in ((central, {"parent": above}), (village, {"superior": above}))
    )
    joint = found(
        sheet,
        small,
        OrgType.JOINT_BRANCH,
        "中共梧桐镇第一联合支部委员会",
        "第一联合党支部",
        level=OrgLevel.DISTRICT,
        superior=above,
        **common,
    )
    cover(sheet, joint, small, alone, start=parts.FOUNDED)
    office, grade = (
        add_unit(sheet, village, name, kind, start=parts.FOUNDED)
        for name, kind in (("行政组", UnitKind.OFFICE), ("低段组", UnitKind.GRADE))
    )
    people = parts.members(sheet, village, 8, [grade])
    parts.enrol_all(sheet, people[:6], other)
    enrol(sheet, people[6], own, SINCE)  # the relation is still at the central school
    enrol(sheet, people[7], None, SINCE, outside="中共梧桐社区总支部委员会")
    for school, branch in ((central, own), (small, joint), (alone, joint)):
        unit = add_unit(sheet, school, "行政组", UnitKind.OFFICE, start=parts.FOUNDED)
        parts.enrol_all(sheet, parts.members(sheet, school, 2, [unit]), branch)
    parts.others(sheet, village, 3, [office])
    _add_posts(sheet, upper, village, other, people)
    affiliate(sheet, alone, AffiliationKind.LIAISON, "演示联络员", SINCE)
    _add_rulings(sheet, upper, village, people)
    return sheet


def _add_posts(sheet, upper, village, branch, people):
    parts.appoint(sheet, village, upper, people[0], people[1])
    parts.elected(sheet, branch, upper, people[0])
    parts.mechanisms(sheet, village, [people[0]], people[1])
    vice = next(a for a in sheet.of(RoleAssignment) if a.role == Role.VICE_PRINCIPAL)
    group = next(iter(sheet.of(LeadingGroup)))
    assign(
        sheet,
        group,
        Role.DEPUTY_HEAD,
        people[1],
        SINCE,
        method=Method.DESIGNATED,
        by_virtue_of=vice,
    )


def _add_rulings(sheet, upper, village, people):
    period = open_period(SINCE)
    sheet.add(RightsRestriction(person=people[3], kind=RestrictionKind.PROBATION, period=period))
    province = upper.jurisdiction.parent.parent
    sheet.add(
        RuleParameter(
            jurisdiction=province, name="BRANCH_MAX", value=40, document_number="演示1号", period=period
        )
    )
    sheet.add(
        RuleEnforcement(
            jurisdiction=upper.jurisdiction,
            rule="ORG-014",
            level="report",
            document_number="演示2号",
            period=period,
        )
    )
    sheet.add(
        Waiver(
            school=village,
            rule="SEC-005",
            subject_kind="school",
            subject_number=village.code,
            reason="编制不足，演示甲同志暂缓配备",
            approver="演示批准人",
            document_number="演示3号",
            period=open_period(SINCE, date(2027, 9, 1)),
        )
    )
