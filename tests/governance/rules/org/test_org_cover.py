"""ORG-001 to 004 and 031: who has, or is covered by, an organisation."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.choices import Gate, OrgState, Outcome, Severity
from governance.facts import Bound, CoveredFact, WaiverFact, exactly
from governance.rules.catalogue import all_rules
from governance.rules.examples import ON, branch, joint_branch, school
from governance.rules.judging import judge_at
from governance.rules.results import NOT_APPLICABLE, PASSED
from schools.choices import SchoolState
from tests.governance.rules.cases import advice, branch_school, codes, finding, result, said

JOINT = joint_branch(id=50, name="东片联合党支部")
UNITS = tuple(CoveredFact(10 + n, f"L{n}", f"第{n}村小") for n in range(1, 8))


def with_full(full: int | Bound, **changes):
    bound = full if isinstance(full, Bound) else exactly(full)
    return school(unit_full=bound, **{"unit_all": bound.hi, **changes})


def joint_over(*covered: CoveredFact, **changes):
    return school(joint_branch(id=50, name="东片联合党支部", full=8, covered=covered, **changes))


@pytest.mark.parametrize(
    ("full", "outcome"),
    [(2, Outcome.NOT_APPLICABLE), (3, Outcome.FAIL), (Bound(2, 3), Outcome.UNKNOWN)],
)
def test_boundary_01_three_full_members(full, outcome):
    assert result(with_full(full), "ORG-001").outcome == outcome


def test_boundary_02_three_full_members_under_a_joint_branch():
    facts = with_full(3, joint=JOINT)

    assert result(facts, "ORG-001").variant == "b"
    assert result(facts, "ORG-001").severity == Severity.ERROR
    assert said(facts, "ORG-001") == (
        "示例小学现有正式党员3人，目前仍由东片联合党支部覆盖，尚未单独建立党组织。"
    )
    lead = joint_over(*UNITS[:2])
    assert result(lead, "ORG-003") == result(lead, "ORG-004") == PASSED


def test_boundary_32_no_organisation_is_one_finding():
    facts = school(
        unit_full=exactly(4),
        unit_all=4,
        since3=ON - timedelta(days=200),
        has_liaison=True,
        unassigned=replace(school().unassigned, person_ids=(1, 2, 3, 4), since=ON - timedelta(days=200)),
    )

    assert [c for c in codes(facts) if c.startswith("ORG")] == ["ORG-001"]
    assert result(facts, "ORG-012").because == "ORG-001"


@pytest.mark.parametrize(
    ("days", "severity"), [(0, Severity.INFO), (90, Severity.INFO), (91, Severity.ERROR)]
)
def test_founding_has_its_time(days, severity):
    facts = with_full(3, since3=ON - timedelta(days=days))

    assert result(facts, "ORG-001").severity == severity
    assert finding(facts, "ORG-001").result.variant == "a"
    assert said(facts, "ORG-001") == "示例小学现有正式党员3人，尚未单独建立党组织。"


@pytest.mark.parametrize("state", [OrgState.SUBMITTED, OrgState.PREPARING])
def test_a_founding_under_way_is_a_hint(state):
    pending = branch(state=state, state_since=date(2026, 5, 1))
    facts = replace(with_full(4, since3=date(2020, 1, 1)), orgs=(pending,))

    assert result(facts, "ORG-001").severity == Severity.INFO
    assert said(facts, "ORG-001") == (
        f"示例小学现有正式党员4人，尚未单独建立党组织（正在办理：{state.label}，2026年5月1日）。"
    )
    assert advice(facts, "ORG-001") == (
        "请核对党员名册和组织关系，研究提出党组织设置方案，报县委教育工委审批；"
        "原由联合党支部覆盖的，同步办理覆盖单位调整。"
    )


def test_a_drawing_is_no_founding_under_way():
    facts = replace(with_full(4), orgs=(branch(state=OrgState.DRAFT),))

    assert result(facts, "ORG-001").severity == Severity.ERROR


def test_attached_from_outside_still_needs_its_own():
    assert result(with_full(3, attached_to="某村党支部"), "ORG-001").evidence["joint"] == "某村党支部"


def test_an_own_organisation_passes_whatever_the_count():
    assert result(replace(with_full(Bound(2, 3)), orgs=(branch(full=2),)), "ORG-001") == PASSED


@pytest.mark.parametrize(
    "changes",
    [{"state": SchoolState.CLOSED}, {"state": SchoolState.PREPARING}, {"is_legal_person": False}],
)
def test_only_working_legal_persons_are_asked(changes):
    assert result(with_full(5, **changes), "ORG-001") == NOT_APPLICABLE
    assert result(with_full(2, **changes), "ORG-002") == NOT_APPLICABLE
    assert result(school(**changes), "ORG-031") == NOT_APPLICABLE


def test_legal_status_is_asked_only_where_it_matters():
    unsure = {"is_legal_person": None}

    assert result(with_full(5, **unsure), "ORG-001").missing == ("法人资格",)
    assert result(with_full(1, **unsure), "ORG-002").missing == ("法人资格",)
    assert result(school(**unsure), "ORG-031").missing == ("法人资格",)
    assert result(with_full(2, joint=JOINT, **unsure), "ORG-002") == PASSED
    assert result(school(has_liaison=True, **unsure), "ORG-031") == PASSED


def test_it_cannot_be_waived():
    waiver = WaiverFact("ORG-001", "school", "2133000001", date(2027, 1, 1))

    assert result(with_full(5, waivers=(waiver,)), "ORG-001").outcome == Outcome.FAIL


def test_few_members_must_be_covered():
    facts = with_full(2, unit_all=5)

    assert result(facts, "ORG-001") == NOT_APPLICABLE
    assert result(facts, "ORG-002").severity == Severity.ERROR
    assert said(facts, "ORG-002") == (
        "示例小学现有党员5人（其中正式党员2人），尚未纳入联合党支部，也未登记挂靠的党组织。"
    )
    assert advice(facts, "ORG-002").startswith("请按照地域相邻、行业相近、规模适当、便于管理的原则，")


def test_a_lone_probationary_member_is_covered_too():
    assert result(with_full(0, unit_all=1), "ORG-002").outcome == Outcome.FAIL


@pytest.mark.parametrize("cover", [{"joint": JOINT}, {"attached_to": "某村党支部"}])
def test_cover_passes(cover):
    assert result(with_full(2, **cover), "ORG-002") == PASSED


def test_pending_cover_is_a_hint():
    pending = replace(JOINT, state=OrgState.PREPARING)

    assert result(with_full(2, pending_joint=pending), "ORG-002").severity == Severity.INFO
    own = replace(with_full(2), orgs=(branch(state=OrgState.SUBMITTED),))
    assert result(own, "ORG-002").severity == Severity.INFO


def test_002_leaves_larger_and_empty_schools_alone():
    assert result(with_full(0), "ORG-002").outcome == Outcome.NOT_APPLICABLE
    assert result(with_full(3), "ORG-002").because == "ORG-001"
    assert result(with_full(Bound(2, 3)), "ORG-002").outcome == Outcome.UNKNOWN
    assert result(branch_school(2, seats=0), "ORG-002").outcome == Outcome.NOT_APPLICABLE


def test_a_school_without_members_needs_somebody():
    assert said(school(), "ORG-031") == ("示例小学登记党员0人，尚未登记党建工作联络人员或者挂靠的党组织。")
    assert result(school(has_liaison=True), "ORG-031") == PASSED
    assert result(school(attached_to="某村党支部"), "ORG-031") == PASSED
    assert result(school(joint=JOINT), "ORG-031") == PASSED
    assert result(school(unit_all=1), "ORG-031") == NOT_APPLICABLE


@pytest.mark.parametrize(("count", "outcome"), [(5, Outcome.PASS), (6, Outcome.FAIL)])
def test_a_joint_branch_covers_five_units(count, outcome):
    assert result(joint_over(*UNITS[:count]), "ORG-003").outcome == outcome


def test_a_place_may_allow_fewer_units():
    facts = replace(joint_over(*UNITS[:4]), params={**school().params, "JOINT_MAX_UNITS": 3})

    assert said(facts, "ORG-003") == (
        "东片联合党支部覆盖4个单位，超过一般不超过3个的要求：第1村小、第2村小、第3村小、第4村小。"
    )


def test_teaching_points_count_once():
    point = CoveredFact(30, "L1", "第1村小教学点")

    assert result(joint_over(*UNITS[:5], point), "ORG-003") == PASSED
    facts = joint_over(UNITS[0], point)
    assert said(facts, "ORG-004") == "东片联合党支部登记的覆盖单位只有1个，与联合党支部的设置形式不一致。"


def test_an_empty_list_is_one_finding():
    facts = joint_over()

    assert result(facts, "ORG-004").variant == "a"
    assert result(facts, "ORG-003").because == "ORG-004"
    assert all_rules()["ORG-003"].judge(facts.orgs[0], facts).missing == ("覆盖单位",)


def test_a_covered_school_with_its_own_organisation():
    own = CoveredFact(40, "L40", "中心小学", own_organization="中心小学党支部")
    facts = joint_over(*UNITS[:2], own)

    assert result(facts, "ORG-004").variant == "b_added"
    assert (
        said(facts, "ORG-004") == "东片联合党支部的覆盖单位中心小学已单独建立中心小学党支部，覆盖关系未调整。"
    )
    assert (
        advice(facts, "ORG-004") == "请从东片联合党支部的覆盖单位中移出中心小学，并核对相关党员的组织关系。"
    )


def test_a_covered_school_may_found_its_own():
    """What came later is reported; covering a school that has its own already is refused."""
    later = CoveredFact(40, "L40", "中心小学", "中心小学党支部", founded_while_covered=True)
    before = CoveredFact(41, "L41", "第二小学", "第二小学党支部")

    assert result(joint_over(UNITS[0], later), "ORG-004").variant == "b"
    assert result(joint_over(later, before), "ORG-004").variant == "b_added"
    assert all_rules()["ORG-004"].refusing_variants == {"b_added"}


@pytest.mark.parametrize("gate", [Gate.FOUNDING, Gate.G1])
def test_founding_a_joint_branch_asks_for_two_units(gate):
    own = CoveredFact(40, "L40", "中心小学", own_organization="中心小学党支部")

    assert asked(joint_over(UNITS[0], state=OrgState.DRAFT), gate).outcome == Outcome.FAIL
    assert asked(joint_over(UNITS[0], own, state=OrgState.DRAFT), gate) == PASSED
    assert asked(school(branch(id=50)), gate) == NOT_APPLICABLE


def asked(facts, gate):
    return next(j.result for j in judge_at(facts, gate, 50) if j.rule == "ORG-004")


@pytest.mark.parametrize("state", [s for s in OrgState if s != OrgState.DISSOLVED])
def test_joint_branches_are_looked_at_from_the_drawing_on(state):
    assert result(joint_over(UNITS[0], state=state), "ORG-004").outcome == Outcome.FAIL


def test_a_dissolved_joint_branch_is_left_alone():
    facts = joint_over(state=OrgState.DISSOLVED)

    assert result(facts, "ORG-003") == result(facts, "ORG-004") == NOT_APPLICABLE
