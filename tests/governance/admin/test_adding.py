"""Adding each noun calls its own operation."""

from datetime import date

import pytest

from governance.choices import OrgLevel, OrgType
from governance.models import (
    Affiliation,
    ChangeSet,
    Document,
    HostUnit,
    JointCoverage,
    LeadingGroup,
    PartyMembership,
    Post,
    RightsRestriction,
    RuleEnforcement,
    RuleParameter,
    Waiver,
)
from schools.models import Employment, Person, School, Unit, UnitMembership
from tests import factories
from tests.governance.admin.desk import address, save, text

pytestmark = pytest.mark.django_db


def add(client, model, general, **values):
    return save(client, address(model, "add", school=general.school.pk), **values)


def last_operation():
    return ChangeSet.objects.latest("pk").operation


def test_unit(clerk, general):
    add(clerk, Unit, general, name="九年级组", kind="grade", people=[general.people[0].pk])

    unit = Unit.objects.get(name="九年级组")
    assert (unit.is_base, unit.memberships.count(), last_operation()) == (True, 1, "unit_create")


def test_unit_membership(clerk, general):
    unit, person = general.units[0], general.people[5]

    add(clerk, UnitMembership, general, unit=unit.pk, person=person.pk, period_first="2026-03-01")

    assert UnitMembership.objects.get(unit=unit, person=person).starts_on == date(2026, 3, 1)
    assert last_operation() == "record_create"


def test_person(clerk, general):
    add(clerk, Person, general, name="演示子", political_status="none", units=[general.units[0].pk])

    person = Person.objects.get(name="演示子")
    assert (person.school, person.sort_key[:10]) == (general.school, "yan shi zi")
    assert (person.unit_memberships.get().unit, last_operation()) == (general.units[0], "person_hire")


def test_earlier_employment(clerk, general):
    person = general.people[0]

    add(clerk, Employment, general, person=person.pk, period_first="2010-09-01", period_last="2015-08-31")

    assert person.employments.earliest("period").last_day == date(2015, 8, 31)


def test_host_unit(clerk, general):
    unit = factories.unit(general.school, "九年级组")

    add(clerk, HostUnit, general, organization=general.branches[0].pk, units=[unit.pk])

    assert (HostUnit.objects.filter(unit=unit).count(), last_operation()) == (1, "host_attach")


def test_joint_coverage(clerk, general):
    joint = factories.organization(OrgType.JOINT_BRANCH, school=general.school, level=OrgLevel.DISTRICT)
    factories.coverage(joint, other_unit="演示村小")
    factories.coverage(joint, other_unit="演示幼儿园")

    add(clerk, JointCoverage, general, organization=joint.pk, other_unit="演示教学点", act_reason="新增")

    assert (joint.coverages.count(), last_operation()) == (3, "coverage_add")


def test_membership(clerk, general):
    person = factories.member(general.school)

    add(clerk, PartyMembership, general, person=person.pk, organization=general.branches[0].pk, kind="formal")

    assert (person.party_memberships.get().organization, last_operation()) == (
        general.branches[0],
        "member_join",
    )


def test_restriction_until_its_last_day(clerk, general):
    person = general.people[3]

    add(clerk, RightsRestriction, general, person=person.pk, kind="probation", last_day="2027-05-31")

    row = RightsRestriction.objects.get(person=person)
    assert (row.starts_on, row.last_day) == (factories.ON, date(2027, 5, 31))
    assert last_operation() == "rights_restrict"


def test_post(clerk, general):
    add(clerk, Post, general, body=f"unit:{general.units[0].pk}", role="unit_deputy", seats=2)

    post = Post.objects.get(unit=general.units[0], role="unit_deputy")
    assert (post.seats, post.school, last_operation()) == (2, general.school, "record_create")


def test_leading_group(clerk, general):
    head = general.people[1]

    add(clerk, LeadingGroup, general, name="演示领导小组", types=["moral_education"], heads=[head.pk])

    group = LeadingGroup.objects.get(name="演示领导小组")
    assert group.posts.get().assignments.get().person == head
    assert last_operation() == "leading_group_set_up"


def test_document_issued_by_the_committee_above(clerk, general):
    upper = factories.upper()

    add(clerk, Document, general, kind="approval", document_number="演示〔2026〕1号", issuer=upper.pk)

    document = Document.objects.get(document_number="演示〔2026〕1号")
    assert (document.school, document.issuer, last_operation()) == (general.school, upper, "record_create")


def test_document_of_the_county(official, general):
    county = factories.county()

    save(
        official,
        address(Document, "add", jurisdiction=county.pk),
        kind="approval",
        document_number="演示〔2026〕2号",
    )

    assert Document.objects.get(document_number="演示〔2026〕2号").jurisdiction == county


def test_affiliation(clerk, general):
    add(clerk, Affiliation, general, kind="liaison", outer_name="演示联络员", period_first="2026-01-01")

    assert Affiliation.objects.get().school == general.school


def test_school_of_the_county(official, general):
    url = address(School, "add", jurisdiction=factories.county().pk)

    save(official, url, code="2133099999", name="演示新小学", type_code="21", form="single")

    school = School.objects.get(code="2133099999")
    assert (school.jurisdiction, last_operation()) == (factories.county(), "school_register")
    assert school.check_result.outcomes


def test_parameter_stricter_and_looser_than_above(official, general):
    url = address(RuleParameter, "add", jurisdiction=factories.county().pk)
    values = {"name": "BRANCH_MAX", "document_number": "演示〔2026〕3号", "period_first": "2026-06-01"}

    looser = save(official, url, value="60", **values)
    stricter = save(official, url, value="30", **values)

    assert "value" in looser.context["adminform"].form.errors
    assert stricter.status_code == 302
    assert RuleParameter.objects.get().value == 30


def test_parameter_that_is_no_number_is_an_error_of_its_field(official, general):
    url = address(RuleParameter, "add", jurisdiction=factories.county().pk)

    answer = save(
        official, url, name="BRANCH_MAX", value="三十", document_number="演", period_first="2026-06-01"
    )

    assert "value" in answer.context["adminform"].form.errors


def test_enforcement(official, general):
    url = address(RuleEnforcement, "add", jurisdiction=factories.county().pk)
    values = {"document_number": "演示〔2026〕4号", "period_first": "2026-06-01"}

    refused = save(official, url, rule="ORG-009", level="report", **values)
    saved = save(official, url, rule="ORG-013", level="ask", **values)

    assert "level" in refused.context["adminform"].form.errors
    assert (saved.status_code, RuleEnforcement.objects.get().level) == (302, "ask")


def test_waiver_is_granted_by_the_county(official, clerk, general):
    values = {
        "rule": "ORG-013",
        "subject": f"organization|{general.branches[0].number}",
        "reason": "演示理由",
        "approver": "演示单位",
        "document_number": "演示〔2026〕5号",
        "period_first": "2026-06-01",
        "period_last": "2026-12-31",
    }

    add(official, Waiver, general, **values)

    assert Waiver.objects.get().subject_number == general.branches[0].number
    assert clerk.get(address(Waiver, "add", school=general.school.pk)).status_code == 403


def test_waiver_without_an_end_says_so(official, general):
    answer = add(
        official,
        Waiver,
        general,
        rule="ORG-008",
        subject=f"school|{general.school.code}",
        reason="演示理由",
        approver="演示单位",
        document_number="演示〔2026〕6号",
        period_first="2026-06-01",
    )

    assert "豁免应当有结束日期" in text(answer)
