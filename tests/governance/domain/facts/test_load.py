"""The loader as a whole: queries, several schools at once, and nothing left unset."""

from dataclasses import MISSING, fields
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.choices import (
    AffiliationKind,
    BodyKind,
    Duty,
    Enforcement,
    GroupType,
    OrgKind,
    OrgLevel,
    OrgState,
    OrgType,
    Role,
    SubjectKind,
)
from governance.domain.facts import load_facts
from governance.facts import (
    AttestationFact,
    CoveredFact,
    DocumentFact,
    GroupFact,
    OrgFact,
    PersonCount,
    ResidueFact,
    RoleFact,
    SchoolFacts,
    TermFact,
    UnitFact,
    WaiverFact,
)
from governance.rules.judging import judge
from schools.choices import SchoolState
from tests import factories as make
from tests.factories import ON, TERM_START

pytestmark = pytest.mark.django_db


def queries(school_ids, on=ON):
    with CaptureQueriesContext(connection) as captured:
        load_facts(school_ids, on)
    return len(captured)


def structured():
    """Return a school with a 总支, two branches on units, posts, terms and a leading group."""
    school = make.school()
    top = make.organization(OrgType.GENERAL_BRANCH, school=school)
    make.term(top, committee_seats=5)
    for number in (3, 4):
        branch = make.organization(parent=top)
        make.term(branch)
        make.host_unit(branch, make.unit(school))
        people = make.members(number, school, branch)
        make.assign(people[0], branch)
    make.assign(people[0], top)
    make.assign(people[1], make.leading_group(school), Role.HEAD)
    make.member(school)
    return school


def test_the_number_of_queries_does_not_depend_on_the_schools():
    bare, single = make.school(), make.school()
    make.organization(school=single)
    rich = [structured() for _ in range(3)]
    ids = [school.id for school in (bare, single, *rich)]
    counts = {queries(chosen) for chosen in (ids[:1], ids[1:2], ids[2:3], ids[2:], ids)}
    assert len(counts) == 1
    assert counts.pop() <= 17


def test_facts_do_not_depend_on_the_schools_loaded_with_them():
    central, village, joint_lead, covered = structured(), make.school(), make.school(), make.school()
    top = central.organizations.get(type=OrgType.GENERAL_BRANCH)
    top.level = OrgLevel.DISTRICT
    top.save()
    make.member(village, make.organization(school=village, superior=top))
    joint = make.organization(OrgType.JOINT_BRANCH, school=joint_lead, superior=top)
    make.coverage(joint, covered)
    make.coverage(joint, joint_lead)
    make.assign(make.member(covered, joint), joint)
    make.school(managed_by=village, is_legal_person=False)
    schools = [central, village, joint_lead, covered]
    together = load_facts([school.id for school in schools], ON)
    assert list(together) == sorted(school.id for school in schools)
    for school in schools:
        assert load_facts([school.id], ON)[school.id] == together[school.id]


def test_unknown_schools_are_left_out():
    assert load_facts([0], ON) == {}
    assert load_facts([], ON) == {}


def test_before_anything_was_recorded_there_is_only_the_school():
    school = structured()
    found = load_facts([school.id], date(2010, 1, 1))[school.id]
    assert (found.orgs, found.roles, found.units, found.groups, found.unit_all) == ((), (), (), (), 0)


def test_loaded_facts_can_be_judged():
    school = structured()
    assert judge(load_facts([school.id], ON)[school.id])


def rich_schools():
    """Return schools that between them have something in every field of every fact."""
    first = make.school(
        type_code="31",
        short_name="演示",
        ownership="private",
        leadership_system="board",
        is_legal_person=False,
    )
    first.managed_by = make.school()
    first.save()
    _rich_settings(first)
    _rich_organizations(first)
    _rich_people(first)
    closed = make.school(state=SchoolState.CLOSED, closed_on=ON)
    joint = make.organization(OrgType.JOINT_BRANCH, school=make.school())
    pending = make.organization(OrgType.JOINT_BRANCH, school=make.school(), state=OrgState.PREPARING)
    covered = make.school()
    make.organization(school=covered, activated_on=ON)
    make.coverage(joint, covered)
    make.coverage(pending, closed)
    make.review(covered)
    return [first, closed, covered]


def _rich_settings(school):
    make.parameter("BRANCH_MAX", 40)
    make.enforcement("ORG-013", Enforcement.ASK)
    make.waiver(school, "ORG-005", SubjectKind.SCHOOL, school.code)
    make.attestation(school, note="看了记录")
    make.affiliation(school)
    make.affiliation(school, AffiliationKind.LIAISON)
    make.document(school, kind="party_meeting_rules")
    make.document(school, kind="principal_meeting_rules")


def _rich_organizations(school):
    past = make.organization(school=school, state=OrgState.DISSOLVED)
    make.organization(parent=past)
    make.member(school, past)
    make.assign(make.member(school), past, Role.MEMBER)
    make.term(past, election_opened_on=ON)
    make.coverage(past, other_unit="演示村")
    branch = make.organization(
        school=school,
        kind=OrgKind.RETIRED,
        code="D1",
        predecessor=past,
        applied_on=date(2020, 2, 1),
        first_election_on=date(2020, 3, 10),
        is_imported=True,
        standing_committee=True,
        discipline_committee=True,
    )
    make.organization(school=school, level=OrgLevel.INNER, external_superior="中共演示镇委员会")
    make.member(school, branch)
    closed, open_ = make.unit(school, end=ON), make.unit(school, is_base=False, parent=make.unit(school))
    make.host_unit(branch, closed)
    make.host_unit(branch, open_)
    make.unit_membership(open_, make.member(school))
    _rich_terms(school, branch)


def _rich_terms(school, branch):
    previous = make.term(branch, start=date(2020, 3, 15), end=TERM_START, number=1)
    current = make.term(
        branch,
        end=date(2030, 1, 1),
        is_carried_over=True,
        extended_until=date(2028, 3, 15),
        extension=make.document(school),
        early_approval=make.document(school),
        committee_seats=7,
        deputy_seats=1,
        election_opened_on=ON,
        by_election_opened_on=ON,
        reminded_on=ON,
    )
    seven = make.members(7, school, branch)
    make.assign(
        seven[0],
        branch,
        Role.MEMBER,
        duties=[Duty.PUBLICITY],
        is_full_time_party=True,
        is_acting=True,
        elected_on=TERM_START,
        filed_on=ON,
        document=make.document(school),
        term=previous,
        end=date(2030, 1, 1),
    )
    make.assign(seven[1], branch, Role.DEPUTY_SECRETARY, term=current)


def _rich_people(school):
    left = make.person(school, retired_on=ON, political_status="probationary", joined_on=ON)
    make.employ(left, end=ON)
    make.restriction(left)
    make.assign(left, school, Role.PRINCIPAL)
    group = make.leading_group(school, GroupType.MORAL_EDUCATION, document=make.document(school))
    make.assign(left, group, Role.HEAD)
    make.member(school)
    make.member(school, make.organization(school=make.school()))
    make.member(school, political_status="probationary", joined_on=date(2020, 1, 1), full_on=None)


def parts(facts):
    """Yield the facts themselves and every fact inside them."""
    yield facts
    orgs = [*facts.orgs_by_id.values(), *([facts.pending_joint] if facts.pending_joint else [])]
    yield from orgs
    for org in orgs:
        yield from (part for part in (org.approval, org.term, org.residue, *org.covered) if part is not None)
    yield from (*facts.roles, *facts.units, *facts.groups, *facts.waivers, *facts.attestations)
    yield from (facts.unassigned, facts.misplaced, facts.overdue_probation)


def default_of(field):
    return field.default_factory() if field.default_factory is not MISSING else field.default


def test_every_field_of_every_fact_is_set_by_the_loader():
    found = load_facts([school.id for school in rich_schools()], ON)
    instances = [part for facts in found.values() for part in parts(facts)]
    unset = [
        f"{kind.__name__}.{field.name}"
        for kind in (
            SchoolFacts,
            OrgFact,
            DocumentFact,
            TermFact,
            CoveredFact,
            ResidueFact,
            RoleFact,
            UnitFact,
            GroupFact,
            PersonCount,
            AttestationFact,
            WaiverFact,
        )
        for field in fields(kind)
        if all(getattr(i, field.name) == default_of(field) for i in instances if isinstance(i, kind))
    ]
    assert unset == []
    assert {role.body for facts in found.values() for role in facts.roles} >= {BodyKind.SCHOOL}
