"""SEC-004 and SEC-005: who leads a school with a single branch."""

from datetime import timedelta

import pytest

from governance.choices import MemberStage, Outcome, Role, Severity
from governance.facts import RoleFact, SchoolFacts
from governance.rules.examples import ON, branch, general_branch, holder, school
from governance.rules.results import NOT_APPLICABLE, PASSED
from tests.governance.rules.cases import advice, result, said

SMALL = branch(full=20)
OVERDUE, LAST_DAY = ON - timedelta(days=91), ON - timedelta(days=90)


def small(*deputies: RoleFact, apart: bool = False, **principal: object) -> SchoolFacts:
    leader = holder(SMALL, Role.SECRETARY, person_id=1)
    head = holder(None, Role.PRINCIPAL, **{"person_id": 2 if apart else 1, **principal})
    return school(SMALL, roles=(leader, head, *deputies))


def severity(facts: SchoolFacts, code: str) -> Severity | None:
    return result(facts, code).severity


# SEC-004


def test_two_leaders_of_a_branch_school():
    facts = small(apart=True)

    assert severity(facts, "SEC-004") == Severity.WARNING
    assert said(facts, "SEC-004") == "示例小学设党支部，书记、校长目前由两人分别担任。"
    assert advice(facts, "SEC-004") == (
        "设党支部的学校，书记、校长一般由一人担任。请结合学校实际提请县委教育工委研究；"
        "经研究继续分设的，登记意见。"
    )
    assert result(facts, "SEC-005").because == "SEC-004"


def test_one_leader_of_a_branch_school_passes():
    assert result(small(), "SEC-004") == PASSED


@pytest.mark.parametrize("stage", [MemberStage.NONE, MemberStage.PROBATIONARY])
def test_a_principal_who_cannot_be_secretary_is_only_noted(stage):
    found = result(small(apart=True, stage=stage, full_on=None), "SEC-004")

    assert (found.outcome, found.variant) == (Outcome.NOT_APPLICABLE, "not_full")


def test_two_leaders_with_unclear_status_are_unknown():
    found = result(small(apart=True, stage=MemberStage.UNCLEAR), "SEC-004")

    assert (found.outcome, found.missing) == (Outcome.UNKNOWN, ("校长的党员身份",))


def test_two_new_leaders_are_a_hint_at_first():
    assert severity(small(apart=True, start=LAST_DAY), "SEC-004") == Severity.INFO
    assert severity(small(apart=True, start=OVERDUE), "SEC-004") == Severity.WARNING


@pytest.mark.parametrize("code", ["SEC-004", "SEC-005"])
def test_branch_rules_do_not_judge_a_general_branch(code):
    org = general_branch(full=60, tree_branches=2)
    roles = (holder(org, Role.SECRETARY), holder(None, Role.PRINCIPAL))

    assert result(school(org, roles=roles), code) == NOT_APPLICABLE


@pytest.mark.parametrize("code", ["SEC-004", "SEC-005"])
def test_branch_rules_are_silent_without_principal_or_secretary(code):
    leader = holder(SMALL, Role.SECRETARY)

    assert result(school(SMALL, roles=(leader,)), code).because == "SEC-011"
    assert result(school(SMALL, roles=(holder(None, Role.PRINCIPAL),)), code).because == "CMT-014"


# SEC-005


def deputy(flag: bool | None, **changes: object) -> RoleFact:
    return holder(SMALL, Role.DEPUTY_SECRETARY, is_full_time_party=flag, **changes)


def test_boundary_18_deputy_with_the_flag_empty_false_and_true():
    results = [result(small(deputy(flag)), "SEC-005") for flag in (None, False, True)]

    assert [r.outcome for r in results] == [Outcome.UNKNOWN, Outcome.FAIL, Outcome.PASS]
    assert results[0].missing == ("副书记是否专职",)
    assert results[1].severity == Severity.WARNING


def test_no_deputy_at_all():
    facts = small()

    assert said(facts, "SEC-005") == "示例小学书记、校长由一人担任，尚未登记专职副书记。"
    assert advice(facts, "SEC-005") == "请提请县委教育工委在核定职数内配备专职副书记1名。"


def test_a_certain_deputy_outweighs_an_unclear_one():
    assert result(small(deputy(None), deputy(True)), "SEC-005") == PASSED


def test_an_acting_deputy_does_not_count():
    assert severity(small(deputy(True, is_acting=True)), "SEC-005") == Severity.WARNING


def test_two_leaders_need_no_full_time_deputy():
    not_full = small(apart=True, stage=MemberStage.NONE, full_on=None)

    assert result(not_full, "SEC-005") == NOT_APPLICABLE
