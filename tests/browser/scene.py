"""The county and the school the browser looks at."""

from datetime import date

from django.utils import timezone

from governance.choices import OrgState, OrgType, Role, Severity, SubjectKind
from governance.models import SchoolCheck
from schools.choices import UnitKind
from schools.domain.sorting import pinyin_key
from tests import factories


def build():
    """Return a school: a 总支 with branches on units, a vacancy, a finding with a person; and a neighbour."""
    school = named("云溪中学", code="3133000001")
    top = factories.organization(OrgType.GENERAL_BRANCH, school=school, short_name="云溪中学党总支")
    branches = [
        factories.organization(OrgType.BRANCH, parent=top, short_name=name)
        for name in ("七年级党支部", "八年级党支部", "行政党支部")
    ]
    factories.organization(
        OrgType.BRANCH,
        parent=top,
        short_name="东校区党支部",
        state=OrgState.PREPARING,
        start=date(2026, 5, 1),
    )
    factories.organization(OrgType.GROUP, parent=branches[1], short_name="第一党小组")
    campus = factories.unit(school, "本部", kind=UnitKind.CAMPUS, is_base=False)
    for branch, name in zip(branches, ("七年级组", "八年级组", "办公室"), strict=True):
        unit = factories.unit(school, name, parent=campus if name != "办公室" else None)
        factories.host_unit(branch, unit)
        people = factories.members(4, school, branch)
        factories.unit_membership(unit, people[0])
        factories.term(branch)
        if name != "办公室":
            factories.assign(people[0], branch, Role.SECRETARY)
    lost = factories.member(school)
    factories.finding(
        school,
        "ORG-012",
        severity=Severity.ERROR,
        evidence={"school": school.name, "n": 1, "person_ids": [lost.pk]},
    )
    factories.finding(
        school,
        "ORG-005",
        subject_kind=SubjectKind.ORGANIZATION,
        subject_number=branches[0].number,
        subject_name="七年级党支部",
        evidence={"org": "七年级党支部", "n": 52, "max": 50, "approver": "县委教育工委"},
    )
    SchoolCheck.objects.create(
        school=school, on=timezone.localdate(), checked_at=timezone.now(), rules_version="abc", base_units=3,
        covered_units=3, unknown=[{"rule": "ORG-001", "subject_name": school.name, "missing": ["转正日期"]}],
    )  # fmt: skip
    factories.finding(named("赤溪小学"), "TERM-002", severity=Severity.ERROR)
    school.lost = lost
    return school


def named(name, **changes):
    """Return a school that sorts and is found by its pinyin."""
    return factories.school(name=name, sort_key=pinyin_key(name), **changes)
