"""ORG-005, 007, 008 and 011: how many members, which type, how many branches."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.choices import Gate, OrgKind, OrgLevel, OrgState, OrgType, Outcome, Severity
from governance.facts import Bound, DocumentFact
from governance.rules.catalogue import all_rules
from governance.rules.examples import (
    ON,
    UPPER,
    branch,
    committee,
    general_branch,
    inner_branch,
    joint_branch,
    organization,
    school,
)
from governance.rules.judging import judge, judge_at
from governance.rules.results import NOT_APPLICABLE, PASSED
from governance.rules.texts import mend
from tests.governance.rules.cases import (
    advice,
    branch_school,
    codes,
    finding,
    general_branch_school,
    of_school,
    result,
    said,
)

LEVELS = {
    OrgType.BRANCH: branch,
    OrgType.GENERAL_BRANCH: general_branch,
    OrgType.COMMITTEE: committee,
}


def org_codes(facts):
    return [c for c in codes(facts) if c.startswith("ORG")]


def shrunk(days: int, **changes):
    own = {"below_since": ON - timedelta(days=days), **changes}
    return branch_school(2, seats=0, own=own)


@pytest.mark.parametrize(
    ("days", "severity"), [(0, Severity.INFO), (90, Severity.INFO), (91, Severity.WARNING)]
)
def test_boundary_03_a_branch_falls_to_two(days, severity):
    facts = shrunk(days)

    assert result(facts, "ORG-007").severity == severity
    assert result(facts, "ORG-002").outcome == Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(("members", "found"), [(50, []), (51, ["ORG-005"])])
def test_boundary_04_the_fifty_cap(members, found):
    facts = branch_school(12, own={"own_all": members, "tree_all": members}, unit_all=members)

    assert org_codes(facts) == found
    assert of_school(facts, "ORG-008").because == "".join(found)


@pytest.mark.parametrize(
    ("type_", "members", "outcome", "note"),
    [
        (OrgType.BRANCH, 49, Outcome.PASS, ""),
        (OrgType.BRANCH, 50, Outcome.PASS, ""),
        (OrgType.GENERAL_BRANCH, 49, Outcome.PASS, "approved"),
        (OrgType.GENERAL_BRANCH, 50, Outcome.PASS, ""),
        (OrgType.GENERAL_BRANCH, 51, Outcome.PASS, ""),
        (OrgType.GENERAL_BRANCH, 99, Outcome.PASS, ""),
        (OrgType.GENERAL_BRANCH, 100, Outcome.PASS, ""),
        (OrgType.GENERAL_BRANCH, 101, Outcome.FAIL, "a"),
        (OrgType.COMMITTEE, 99, Outcome.PASS, "approved"),
        (OrgType.COMMITTEE, 100, Outcome.PASS, ""),
        (OrgType.COMMITTEE, 101, Outcome.PASS, ""),
    ],
)
def test_boundary_05_type_and_size(type_, members, outcome, note):
    facts = school(LEVELS[type_](id=60, full=members, tree_branches=3))
    found = of_school(facts, "ORG-008")

    assert (found.outcome, found.variant) == (outcome, note)


def test_boundary_06_a_single_branch_is_the_fault():
    facts = general_branch_school((53,))

    assert codes(facts) == ["ORG-011"]
    assert result(facts, "ORG-005", facts.orgs[1]).because == "ORG-011"


def test_boundary_31_a_new_general_branch_may_set_up_its_second():
    young = {"activated_on": ON - timedelta(days=60)}

    assert finding(general_branch_school((53,), own=young), "ORG-011").result.severity == Severity.INFO
    assert codes(general_branch_school((30, 23), own=young)) == []


def test_the_cap_counts_probationary_members():
    facts = school(branch(full=48, own_all=51))

    assert said(facts, "ORG-005") == "示例小学党支部现有党员51人，超过支部党员一般不超过50人的要求。"
    assert advice(facts, "ORG-005") == (
        "请研究设立党总支或者党委并分设支部的方案，报县委教育工委审批；"
        "确需继续保留支部设置的，附批准文件登记说明。"
    )


@pytest.mark.parametrize(("above", "who"), [(general_branch, "县委教育工委"), (committee, "示例小学党委")])
def test_an_inner_branch_is_split_with_the_nearest_committee(above, who):
    top = above(id=60, full=120, tree_branches=2)
    facts = school(top, inner_branch(top, full=60), inner_branch(top, full=60))
    found = [j for j in judge(facts, ["ORG-005"]) if j.fails]
    texts = {mend(j.rule, j.result.variant, j.result.evidence) for j in found}

    assert texts == {f"请结合年级组、学科组、行政组等单元研究分设支部，报{who}审批。"}


def test_a_second_large_branch_speaks_for_itself():
    """One branch too few among three is no reason to be silent about the size of a branch."""
    top = general_branch(id=60, full=80, tree_branches=2)
    large = inner_branch(top, full=60)
    facts = school(top, large, inner_branch(top, full=20), params={"CHILD_BR_MIN": 3})

    assert result(facts, "ORG-011", top).outcome == Outcome.FAIL
    assert result(facts, "ORG-005", large).outcome == Outcome.FAIL


@pytest.mark.parametrize("type_", [OrgType.TEMPORARY_BRANCH, OrgType.GROUP, OrgType.COMMITTEE])
def test_only_branches_with_formal_members_have_a_size(type_):
    facts = school(organization(type_, id=60, full=90, own_all=90))

    assert result(facts, "ORG-005") == result(facts, "ORG-007") == NOT_APPLICABLE


def test_the_sentence_for_a_branch_that_shrank():
    facts = school(branch(full=2, own_all=8, below_since=date(2026, 3, 2)))

    assert said(facts, "ORG-007") == "示例小学党支部现有正式党员2人，自2026年3月2日起不足3人。"
    assert advice(facts, "ORG-007") == (
        "请与县委教育工委研究，补充编入党员、并入其他支部，或者调整为联合党支部；"
        "需要撤销的，先完成党员组织关系转接。"
    )


def test_a_local_number_makes_it_an_error():
    assert result(shrunk(91), "ORG-007").severity == Severity.WARNING
    local = replace(shrunk(91), locally_set=frozenset({"GRACE_DAYS"}))
    assert result(local, "ORG-007").severity == Severity.ERROR


def test_an_unclear_third_member_is_unknown():
    facts = school(branch(id=60, full=Bound(2, 3)))

    assert result(facts, "ORG-007").missing == ("党员政治面貌和转正日期",)
    assert asked(facts, "ORG-007", Gate.G1).outcome == Outcome.UNKNOWN


@pytest.mark.parametrize(("full", "outcome"), [(2, Outcome.FAIL), (3, Outcome.PASS)])
def test_activation_asks_for_three_without_grace(full, outcome):
    preparing = branch(id=60, full=full, below_since=ON, state=OrgState.PREPARING)

    assert asked(school(preparing), "ORG-007", Gate.G1).outcome == outcome
    assert asked(school(joint_branch(id=60, full=full)), "ORG-007", Gate.G1).outcome == outcome
    assert result(school(preparing), "ORG-007") == NOT_APPLICABLE


def test_activation_of_a_general_branch_needs_no_members_of_its_own():
    assert asked(school(general_branch(id=60)), "ORG-007", Gate.G1) == NOT_APPLICABLE


def asked(facts, code, gate):
    return next(j.result for j in judge_at(facts, gate, 60) if j.rule == code)


@pytest.mark.parametrize("code", ["ORG-005", "ORG-007", "ORG-008", "ORG-011"])
def test_a_re_arrangement_softens_for_some_months(code):
    def adjusting(days: int):
        own = {"state": OrgState.ADJUSTING, "state_since": ON - timedelta(days=days)}
        if code in ("ORG-008", "ORG-011"):
            return general_branch_school((112,), own=own)
        return branch_school(2, seats=0, own={"own_all": 60, **own})

    def severity(facts):
        return {j.result.severity for j in judge(facts, [code]) if j.fails}

    assert severity(adjusting(90)) == {Severity.INFO}
    assert severity(adjusting(91)) == {Severity.WARNING}


def test_the_sentence_for_a_large_general_branch():
    facts = general_branch_school((40, 40, 32))

    assert codes(facts) == ["ORG-008"]
    assert said(facts, "ORG-008") == (
        "示例小学党总支现有党员112人，人数已达到一般设立党委的规模，目前设置为党总支。"
    )
    assert advice(facts, "ORG-008") == (
        "请结合办学规模、工作需要研究是否调整设置形式，报县委教育工委审批；"
        "经研究维持现有设置的，登记研究意见或者批准文件。"
    )


def test_a_small_general_branch_without_approval_is_left_to_that():
    facts = school(general_branch(id=60, full=38, tree_branches=2, approval=None))

    assert of_school(facts, "ORG-008").because == "ORG-022"
    assert all_rules()["ORG-008"].judge(facts, facts).because == "ORG-022"
    assert result(facts, "ORG-022").variant == "a"


def test_a_missing_approval_does_not_hide_a_type_too_low():
    top = general_branch(id=60, full=120, tree_branches=3, approval=DocumentFact())

    assert of_school(school(top), "ORG-008").variant == "a"


@pytest.mark.parametrize(("members", "outcome"), [(100, Outcome.PASS), (101, Outcome.FAIL)])
def test_the_general_branch_of_a_school_district_is_judged_as_itself(members, outcome):
    district = general_branch(id=60, full=members, level=OrgLevel.DISTRICT, tree_branches=11)
    found = {j.subject_kind: j.result for j in judge(school(district), ["ORG-008"])}

    assert found["organization"].outcome == outcome
    assert found["school"] == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("type_", "members", "variant"),
    [
        (OrgType.BRANCH, 50, ""),
        (OrgType.BRANCH, 51, "below"),
        (OrgType.GENERAL_BRANCH, 49, "above"),
        (OrgType.GENERAL_BRANCH, 50, ""),
        (OrgType.GENERAL_BRANCH, 101, "below"),
        (OrgType.COMMITTEE, 99, "above"),
        (OrgType.COMMITTEE, 100, ""),
    ],
)
@pytest.mark.parametrize("gate", [Gate.FOUNDING, Gate.G1])
def test_founding_against_the_band_asks_why(type_, members, variant, gate):
    facts = school(LEVELS[type_](id=60, state=OrgState.DRAFT), unit_all=members)

    assert asked(facts, "ORG-008", gate).variant == variant


def test_founding_an_inner_branch_has_no_band():
    facts = school(branch(id=60, level=OrgLevel.INNER, state=OrgState.DRAFT), unit_all=400)

    assert asked(facts, "ORG-008", Gate.FOUNDING) == NOT_APPLICABLE


@pytest.mark.parametrize(("days", "severity"), [(90, Severity.INFO), (91, Severity.WARNING)])
def test_a_general_branch_without_any_branch(days, severity):
    top = general_branch(id=60, full=0, activated_on=ON - timedelta(days=days))

    found = result(school(top), "ORG-011")
    assert (found.variant, found.severity) == ("0", severity)
    assert said(school(top), "ORG-011") == "示例小学党总支下设正常运行的支部0个，少于一般不少于2个的设置。"
    assert advice(school(top), "ORG-011") == (
        "请结合年级组、学科组、行政组设置支部；"
        "党员人数较少、不需要分设的，研究调整示例小学党总支的设置形式，报县委教育工委审批。"
    )


def test_a_retired_branch_counts_as_a_branch():
    top = general_branch(id=60, full=40, tree_branches=2)
    facts = school(top, inner_branch(top, full=30), inner_branch(top, full=10, kind=OrgKind.RETIRED))

    assert result(facts, "ORG-011", top) == PASSED


def test_a_wrong_superior_is_mended_first():
    below = branch(id=61, full=5)
    top = general_branch(id=60, full=10, tree_branches=1, superior_id=61)
    facts = school(top, below, ancestors={UPPER.id: UPPER})

    assert result(facts, "ORG-009", top).outcome == Outcome.FAIL
    assert result(facts, "ORG-011", top).because == "ORG-009"
