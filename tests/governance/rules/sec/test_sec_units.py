"""SEC-017: the secretary of a branch and the leaders of the units it stands on."""

from dataclasses import replace

import pytest

from governance.choices import MemberStage, OrgKind, OrgLevel, Outcome, Role, Severity
from governance.facts import OrgFact, RoleFact, SchoolFacts
from governance.rules.examples import general_branch, holder, inner_branch, school, term, unit
from governance.rules.results import PASSED
from tests.governance.rules.cases import advice, result, said

TOP = general_branch(full=60, tree_branches=2, term=term(committee_seats=5))
SECTION = unit("初中部", is_base=False)
GRADE = unit("七年级组", parent_id=SECTION.id)
OTHER = unit("八年级组")
INNER = inner_branch(
    TOP, full=10, id=850, host_unit_ids=(GRADE.id,), name="第一支部", term=term(committee_seats=3)
)


def hosted(*roles: RoleFact, org: OrgFact = INNER) -> SchoolFacts:
    return school(TOP, org, units=(SECTION, GRADE, OTHER), roles=roles)


def leader(person: int = 1) -> RoleFact:
    return holder(INNER, Role.SECRETARY, person_id=person)


def head(person: int, where: object = GRADE, role: Role = Role.UNIT_HEAD, **changes: object) -> RoleFact:
    return holder(where, role, person_id=person, **changes)


def test_a_secretary_who_does_not_lead_the_unit():
    facts = hosted(leader(), head(2))

    assert result(facts, "SEC-017", INNER).severity == Severity.WARNING
    assert said(facts, "SEC-017") == "第一支部书记不是依托单元（七年级组）的党员负责人。"
    assert advice(facts, "SEC-017") == "可以在换届或者补选时，优先考虑依托单元的党员负责人。"


def test_every_host_unit_is_named():
    both = replace(INNER, host_unit_ids=(GRADE.id, OTHER.id))

    facts = hosted(leader(), head(2), org=both)

    assert said(facts, "SEC-017") == "第一支部书记不是依托单元（七年级组、八年级组）的党员负责人。"


@pytest.mark.parametrize("where", [GRADE, SECTION], ids=["host unit", "unit above"])
@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.OVERSEER])
def test_leaders_of_the_host_and_of_the_units_above_pass(role, where):
    facts = hosted(leader(), head(2), head(1, where, role))

    assert result(facts, "SEC-017", INNER) == PASSED


def test_the_head_of_another_unit_does_not_count():
    assert result(hosted(leader(), head(2), head(1, OTHER)), "SEC-017", INNER).outcome == Outcome.FAIL


@pytest.mark.parametrize("stage", [MemberStage.NONE, MemberStage.PROBATIONARY])
def test_without_an_eligible_leader_the_rule_only_notes_it(stage):
    found = result(hosted(leader(), head(2, stage=stage)), "SEC-017", INNER)

    assert (found.outcome, found.variant) == (Outcome.NOT_APPLICABLE, "no_member")


def test_unclear_leaders():
    unclear = MemberStage.UNCLEAR
    missing = ("单元负责人的党员身份",)

    assert result(hosted(leader(), head(2, stage=unclear)), "SEC-017", INNER).missing == missing
    assert result(hosted(leader(), head(2), head(1, stage=unclear)), "SEC-017", INNER).missing == missing
    assert result(hosted(leader(), head(2), head(3, stage=unclear)), "SEC-017", INNER).outcome == Outcome.FAIL


@pytest.mark.parametrize(
    "changes",
    [{"level": OrgLevel.SCHOOL}, {"kind": OrgKind.RETIRED}, {"host_unit_ids": ()}],
    ids=["the school's own branch", "a retired branch", "no host"],
)
def test_other_branches_are_not_asked(changes):
    found = result(hosted(leader(), head(2), org=replace(INNER, **changes)), "SEC-017", INNER)

    assert found.outcome == Outcome.NOT_APPLICABLE


def test_a_vacant_secretary_and_a_lost_host_silence_the_rule():
    without_host = replace(INNER, host_unit_ids=())

    assert result(hosted(head(2)), "SEC-017", INNER).because == "CMT-014"
    assert result(hosted(leader(), head(2), org=without_host), "SEC-017", INNER).because == "ORG-013"


def test_a_circle_of_units_ends():
    above = replace(SECTION, parent_id=GRADE.id)

    facts = replace(hosted(leader(), head(2)), units=(above, GRADE))

    assert result(facts, "SEC-017", INNER).outcome == Outcome.FAIL
