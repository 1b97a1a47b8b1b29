"""Which organisations belong to the facts of a school, and what is told of them."""

from datetime import date

import pytest

from governance.choices import IssuerKind, OrgLevel, OrgState, OrgType
from governance.facts import CoveredFact, ResidueFact
from tests import factories as make
from tests.factories import FOUNDED, ON

LIVE, DISSOLVED = OrgState.ACTIVE, OrgState.DISSOLVED


def test_an_organisation_is_in_the_state_of_the_day(facts):
    school = make.school()
    branch = make.organization(school=school, state=OrgState.PREPARING, start=date(2026, 1, 1))
    make.enter_state(branch, LIVE, ON)
    [org] = facts(school).orgs
    assert (org.state, org.state_since) == (LIVE, ON)
    [org] = facts(school, date(2026, 5, 31)).orgs
    assert (org.state, org.state_since) == (OrgState.PREPARING, date(2026, 1, 1))
    assert facts(school, date(2025, 12, 31)).orgs == ()


def test_the_activation_is_not_known_before_its_day(facts):
    school = make.school()
    make.organization(school=school, activated_on=ON)
    assert facts(school).orgs[0].activated_on == ON
    assert facts(school, date(2026, 5, 31)).orgs[0].activated_on is None


def test_parent_and_superior_are_one_chain(facts):
    school, central = make.school(), make.school()
    district = make.organization(OrgType.GENERAL_BRANCH, school=central, level=OrgLevel.DISTRICT)
    branch = make.organization(school=school, superior=district)
    group = make.organization(OrgType.GROUP, parent=branch)
    found = facts(school)
    assert [org.id for org in found.orgs] == [branch.id, group.id]
    assert [org.superior_id for org in found.orgs] == [district.id, branch.id]
    assert set(found.ancestors) == {district.id, make.upper().id}
    above = found.ancestors[district.id]
    assert (above.type, above.state, above.name) == (OrgType.GENERAL_BRANCH, LIVE, str(district))
    assert above.superior_id == make.upper().id
    assert found.superior(found.orgs[0]) == above


def test_a_superior_that_was_dissolved_is_told_as_such(facts):
    school, central = make.school(), make.school()
    district = make.organization(OrgType.GENERAL_BRANCH, school=central, level=OrgLevel.DISTRICT)
    make.organization(school=school, superior=district)
    make.enter_state(district, DISSOLVED, ON)
    assert facts(school).ancestors[district.id].state == DISSOLVED
    assert facts(school, date(2026, 5, 31)).ancestors[district.id].state == LIVE


def test_a_named_outside_superior_ends_the_chain(facts):
    school = make.school()
    make.organization(school=school, external_superior="中共演示镇委员会")
    found = facts(school)
    assert (found.orgs[0].external_superior, found.orgs[0].superior_id) == ("中共演示镇委员会", None)
    assert found.ancestors == {}


@pytest.mark.parametrize(
    ("fields", "may_approve"),
    [
        ({}, True),
        ({"issuer": None}, None),
        ({"issuer_name": "中共演示镇委员会", "issuer_kind": IssuerKind.COMMITTEE}, True),
        ({"issuer_name": "演示镇人民政府", "issuer_kind": IssuerKind.OTHER}, False),
    ],
)
def test_who_may_approve(facts, fields, may_approve):
    school = make.school()
    make.organization(school=school, approval=make.document(school, **fields))
    assert facts(school).orgs[0].approval.issuer_may_approve is may_approve


def test_a_general_branch_and_a_committee_elsewhere_may_not_approve(facts):
    school = make.school()
    top = make.organization(OrgType.GENERAL_BRANCH, school=school)
    elsewhere = make.organization(OrgType.COMMITTEE, school=make.school())
    make.organization(parent=top, approval=make.document(school, issuer=top))
    make.organization(parent=top, approval=make.document(school, issuer=elsewhere))
    make.organization(parent=top, approval=None)
    by_top, by_stranger, unrecorded = facts(school).orgs[1:]
    assert by_top.approval.issuer_may_approve is False
    assert by_stranger.approval.issuer_may_approve is False
    assert unrecorded.approval is None


def test_a_joint_branch_covers_until_the_day_its_coverage_ends(facts):
    lead, covered = make.school(), make.school()
    joint = make.organization(OrgType.JOINT_BRANCH, school=lead)
    make.coverage(joint, covered, end=ON)
    make.member(covered, joint)
    assert facts(covered).joint is None
    before = facts(covered, date(2026, 5, 31))
    assert (before.joint.id, before.joint.own_all, before.orgs) == (joint.id, 1, ())
    assert set(before.ancestors) == {make.upper().id}


def test_a_joint_branch_in_preparation_is_pending(facts):
    school = make.school()
    joint = make.organization(OrgType.JOINT_BRANCH, school=make.school(), state=OrgState.PREPARING)
    make.coverage(joint, school)
    found = facts(school)
    assert (found.joint, found.pending_joint.id) == (None, joint.id)


def test_a_school_and_its_teaching_point_are_one_legal_unit(facts):
    school = make.school()
    point = make.school(managed_by=school, is_legal_person=False)
    alone = make.school()
    make.organization(school=alone)
    joint = make.organization(OrgType.JOINT_BRANCH, school=school, level=OrgLevel.SCHOOL)
    for covered in (school, point, alone):
        make.coverage(joint, covered)
    make.coverage(joint, other_unit="演示村")
    own_name = alone.organizations.get().short_name
    key = f"school:{school.code}"
    assert facts(school).joint.covered == (
        CoveredFact(school.id, key, school.name),
        CoveredFact(point.id, key, point.name),
        CoveredFact(alone.id, f"school:{alone.code}", alone.name, own_name),
        CoveredFact(None, "other:演示村", "演示村"),
    )
    assert facts(school).orgs == (facts(school).joint,)


@pytest.mark.parametrize(
    ("activated_on", "is_later"),
    [(date(2023, 12, 31), False), (date(2024, 1, 1), False), (date(2024, 1, 2), True), (None, False)],
)
def test_what_a_covered_school_founded_since(facts, activated_on, is_later):
    school, lead = make.school(), make.school()
    make.organization(school=school, activated_on=activated_on)
    make.coverage(make.organization(OrgType.JOINT_BRANCH, school=lead), school, start=date(2024, 1, 1))

    (covered,) = facts(lead).orgs[0].covered
    assert covered.founded_while_covered is is_later


def test_what_a_dissolved_organisation_still_has(facts):
    school = make.school()
    top = make.organization(OrgType.GENERAL_BRANCH, school=school)
    make.organization(parent=top)
    make.organization(parent=top, state=OrgState.PREPARING)
    make.organization(school=make.school(), superior=top)
    make.organization(parent=top, state=DISSOLVED)
    make.member(school, top)
    make.member(school, top, died_on=date(2026, 1, 1))
    make.assign(make.member(school), top)
    make.term(top, election_opened_on=date(2026, 5, 1))
    make.coverage(top, other_unit="演示村")
    assert facts(school).orgs[0].residue is None
    make.enter_state(top, DISSOLVED, ON)
    assert facts(school).orgs[0].residue == ResidueFact(
        members=1,
        children=3,
        live_children=2,
        assignments=1,
        open_elections=1,
        covered=1,
        has_document=False,
    )
    assert facts(school, date(2026, 5, 31)).orgs[0].residue is None


def test_nothing_is_left_of_an_organisation_dissolved_in_order(facts):
    school = make.school()
    branch = make.organization(
        school=school, state=DISSOLVED, start=FOUNDED, dissolution=make.document(school)
    )
    make.membership(make.member(school), branch, start=date(2019, 1, 1), end=FOUNDED)
    assert not facts(school).orgs[0].residue
