"""Assignments and what is known of their holders."""

from datetime import date

from governance.choices import (
    BodyKind,
    Duty,
    MemberStage,
    Method,
    OrgKind,
    OrgLevel,
    OrgType,
    RestrictionKind,
    Role,
)
from governance.domain.facts import as_text
from tests import factories as make
from tests.factories import ON, TERM_START

EVE = date(2026, 5, 31)


def only(facts, school, on=ON):
    [role] = facts(school, on).roles
    return role


def test_the_posts_of_a_school_its_organisations_and_its_units(facts):
    school = make.school()
    branch, unit, group = make.organization(school=school), make.unit(school), make.leading_group(school)
    person = make.member(school, branch)
    made = [
        make.assign(person, branch, Role.SECRETARY),
        make.assign(person, school, Role.PRINCIPAL),
        make.assign(person, unit, Role.UNIT_HEAD),
    ]
    make.assign(person, group, Role.HEAD)
    make.assign(person, make.unit(make.school()), Role.UNIT_HEAD)
    found = facts(school).roles
    assert [(role.body, role.body_id) for role in found] == [
        (BodyKind.ORGANIZATION, branch.id),
        (BodyKind.SCHOOL, school.id),
        (BodyKind.UNIT, unit.id),
    ]
    assert {role.key for role in found} == {as_text(assignment.natural_key()) for assignment in made}
    assert [role.title for role in found] == ["书记", "校长", "单元负责人"]


def test_an_assignment_ends_the_day_before_its_end(facts):
    school = make.school()
    make.assign(make.member(school), school, Role.PRINCIPAL, end=ON)
    assert facts(school).roles == ()
    assert only(facts, school, EVE).end == ON


def test_what_is_recorded_of_an_assignment(facts):
    school = make.school()
    branch = make.organization(school=school)
    term = make.term(branch, number=4)
    make.assign(
        make.member(school, branch),
        branch,
        Role.DEPUTY_SECRETARY,
        duties=[Duty.DISCIPLINE],
        is_full_time_party=True,
        is_acting=True,
        method=Method.ELECTED,
        elected_on=TERM_START,
        approved_on=date(2026, 4, 1),
        filed_on=ON,
        document=make.document(school),
        term=term,
    )
    role = only(facts, school)
    assert role.duties == {Duty.DISCIPLINE}
    assert (role.is_full_time_party, role.is_acting, role.has_document) == (True, True, True)
    assert (role.method, role.elected_on) == (Method.ELECTED, TERM_START)
    assert (role.approved_on, role.filed_on) == (date(2026, 4, 1), ON)
    assert (role.term_id, role.term_number, role.term_start) == (term.id, 4, TERM_START)
    assert role.term_actual_end is None
    before = only(facts, school, date(2026, 3, 31))
    assert (before.approved_on, before.filed_on) == (None, None)


def test_the_end_of_a_past_term_is_told(facts):
    school = make.school()
    branch = make.organization(school=school)
    term = make.term(branch, end=ON)
    make.assign(make.member(school, branch), branch, Role.MEMBER, term=term, method="")
    assert (only(facts, school).term_actual_end, only(facts, school).method) == (ON, None)
    assert only(facts, school, EVE).term_actual_end is None


def test_the_holders_stage_and_vote(facts):
    school = make.school()
    branch = make.organization(school=school)
    person = make.member(school, branch, joined_on=date(2025, 5, 1), full_on=ON)
    make.assign(person, branch)
    make.restriction(person, RestrictionKind.SUSPENSION, start=ON)
    role, before = only(facts, school), only(facts, school, EVE)
    assert (role.stage, role.may_vote, role.full_on) == (MemberStage.FULL, False, ON)
    assert (before.stage, before.may_vote) == (MemberStage.PROBATIONARY, True)


def test_the_holders_branch_is_the_body_or_below_it(facts):
    school = make.school()
    top = make.organization(OrgType.GENERAL_BRANCH, school=school)
    first, second = make.organization(parent=top), make.organization(parent=top)
    person = make.member(school, first)
    stranger = make.member(school, make.organization(school=make.school()))
    make.assign(person, top)
    make.assign(person, second, Role.MEMBER)
    make.assign(stranger, first, Role.MEMBER)
    make.assign(person, school, Role.PRINCIPAL)
    found = {role.body_id: role for role in facts(school).roles if role.body == BodyKind.ORGANIZATION}
    assert [found[org.id].in_subtree for org in (top, first, second)] == [True, False, False]
    assert found[top.id].branch_id == first.id
    assert [role.in_subtree for role in facts(school).roles if role.body == BodyKind.SCHOOL] == [None]


def test_in_a_temporary_branch_the_temporary_relation_counts(facts):
    school = make.school()
    branch = make.organization(school=school)
    temporary = make.organization(OrgType.TEMPORARY_BRANCH, parent=branch)
    person = make.member(school, branch)
    make.assign(person, temporary)
    assert only(facts, school).in_subtree is False
    make.membership(person, temporary, kind="temporary")
    assert (only(facts, school).in_subtree, only(facts, school).branch_id) == (True, branch.id)


def test_who_left_the_school_is_told_since_when(facts):
    here, there = make.school(), make.school()
    person = make.person(here)
    make.employ(person, here, end=ON)
    make.employ(person, there, start=ON)
    outsider = make.person(there)
    make.employ(outsider, there)
    make.assign(person, here, Role.PRINCIPAL)
    make.assign(outsider, here, Role.VICE_PRINCIPAL)
    assert [role.left_on for role in facts(here).roles] == [ON, None]
    assert [role.left_on for role in facts(here, EVE).roles] == [None, None]


def test_who_died_or_retired_has_left(facts):
    school = make.school()
    branch = make.organization(school=school, kind=OrgKind.RETIRED)
    dead = make.member(school, branch, died_on=ON)
    retired = make.person(school)
    make.employ(retired, end=date(2025, 7, 1), end_reason="retired")
    recorded = make.member(school, branch, retired_on=ON)
    for person, role in ((dead, Role.SECRETARY), (retired, Role.DEPUTY_SECRETARY), (recorded, Role.MEMBER)):
        make.assign(person, branch, role)
    found = {role.person_id: (role.left_on, role.is_retired) for role in facts(school).roles}
    assert found == {dead.id: (ON, False), retired.id: (date(2025, 7, 1), True), recorded.id: (None, True)}


def test_the_place_of_a_joint_branch_is_every_school_it_covers(facts):
    lead, covered = make.school(), make.school()
    point = make.school(managed_by=lead, is_legal_person=False)
    joint = make.organization(OrgType.JOINT_BRANCH, school=lead)
    make.coverage(joint, covered)
    mover = make.person(lead)
    make.employ(mover, lead, end=date(2026, 1, 1))
    make.employ(mover, covered, start=date(2026, 1, 1))
    pointer = make.person(lead)
    make.employ(pointer, lead, end=date(2026, 1, 1))
    make.employ(pointer, point, start=date(2026, 1, 1))
    make.assign(mover, joint)
    make.assign(pointer, joint, Role.DEPUTY_SECRETARY)
    make.assign(mover, lead, Role.VICE_PRINCIPAL)
    found = {(role.person_id, role.body): role.left_on for role in facts(lead).roles}
    assert found[mover.id, BodyKind.ORGANIZATION] is None
    assert found[pointer.id, BodyKind.ORGANIZATION] is None
    assert found[mover.id, BodyKind.SCHOOL] == date(2026, 1, 1)


def test_boundary_29_the_place_of_a_district_is_every_school_below_it(facts):
    central, village = make.school(), make.school()
    district = make.organization(OrgType.GENERAL_BRANCH, school=central, level=OrgLevel.DISTRICT)
    own = make.organization(parent=district, level=OrgLevel.SCHOOL)
    branch = make.organization(school=village, superior=district)
    mover = make.person(central, political_status="full", full_on=date(2010, 7, 1))
    make.employ(mover, central, end=date(2026, 1, 1))
    make.employ(mover, village, start=date(2026, 1, 1))
    make.membership(mover, branch)
    make.assign(mover, district)
    make.assign(mover, own, Role.MEMBER)
    found = {role.body_id: role for role in facts(central).roles}
    assert (found[district.id].left_on, found[district.id].in_subtree) == (None, True)
    assert (found[own.id].left_on, found[own.id].in_subtree) == (date(2026, 1, 1), False)
    assert facts(central).own_org.id == own.id
