"""ORG-009, 010 and 034: who stands above whom, and what happens when a school closes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.choices import Gate, OrgKind, OrgLevel, OrgState, OrgType, Outcome, Severity
from governance.rules.catalogue import all_rules
from governance.rules.examples import (
    ON,
    UPPER,
    branch,
    committee,
    general_branch,
    inner_branch,
    organization,
    school,
)
from governance.rules.judging import judge
from governance.rules.results import NOT_APPLICABLE, PASSED
from schools.choices import SchoolState
from tests.governance.rules.cases import (
    advice,
    at_gate,
    branch_school,
    changed,
    codes,
    finding,
    general_branch_school,
    of_school,
    result,
    said,
)

GW, GB, BR, JB = OrgType.COMMITTEE, OrgType.GENERAL_BRANCH, OrgType.BRANCH, OrgType.JOINT_BRANCH
TB, PG, UP = OrgType.TEMPORARY_BRANCH, OrgType.GROUP, OrgType.UPPER
LEGAL = {
    *((PG, above) for above in (BR, JB, TB)),
    *((below, above) for below in (BR, TB, JB) for above in (GB, GW, UP)),
    *((GB, above) for above in (GW, UP)),
    (GW, UP),
    (UP, UP),
}
DISSOLVED = {"state": OrgState.DISSOLVED, "state_since": date(2025, 7, 1)}


def pair(below: OrgType, above: OrgType, neighbour: int | None = 1):
    superior = organization(above, id=70, name="上级组织", school_id=neighbour)
    return school(organization(below, id=71, superior_id=70), ancestors={70: superior, UPPER.id: UPPER})


@pytest.mark.parametrize("below", OrgType)
@pytest.mark.parametrize("above", OrgType)
def test_the_table_of_superiors(below, above):
    expected = Outcome.PASS if (below, above) in LEGAL else Outcome.FAIL

    assert result(pair(below, above), "ORG-009").outcome == expected


@pytest.mark.parametrize("below", OrgType)
@pytest.mark.parametrize("above", OrgType)
def test_another_school_lends_a_committee_or_general_branch_only(below, above):
    legal = (below, above) in LEGAL and above in (GB, GW)

    assert result(pair(below, above, 2), "ORG-009").outcome == (Outcome.PASS if legal else Outcome.FAIL)


def test_an_outer_superior_is_an_upper_organisation():
    outer = {"superior_id": None, "external_superior": "某街道党工委", "name": "某党组织"}

    assert result(school(branch(**outer)), "ORG-009") == PASSED
    assert said(school(organization(PG, **outer)), "ORG-009") == (
        "某党组织（党小组）的上级登记为某街道党工委（上级党组织），与党组织隶属的一般层次不一致。"
    )


def test_without_a_superior_010_speaks():
    facts = school(branch(superior_id=None))

    assert result(facts, "ORG-009") == NOT_APPLICABLE
    assert said(facts, "ORG-010") == "示例小学党支部未登记上级党组织。"
    assert advice(facts, "ORG-010") == ("请确认并登记示例小学党支部的上级党组织，隶属关系变动的附上级文件。")


def test_boundary_30_a_branch_below_a_branch_is_refused():
    own = branch(id=71, full=12)
    grade = inner_branch(own, id=72, name="七年级组党支部", full=4, state=OrgState.DRAFT)
    facts = school(own, grade)

    found = at_gate(facts, "ORG-009", Gate.FOUNDING, grade)
    assert (found.outcome, found.severity) == (Outcome.FAIL, Severity.ERROR)
    assert at_gate(facts, "ORG-009", Gate.G1, grade) == found
    assert said(facts, "ORG-009") == (
        "七年级组党支部（党支部）的上级登记为示例小学党支部（党支部），与党组织隶属的一般层次不一致。"
    )
    assert advice(facts, "ORG-009") == (
        "请将七年级组党支部调整到党总支、党委或者上级党组织之下；"
        "单独设置党支部的学校，可以在年级组、教研组等单元设党小组。"
    )


def test_boundary_07_a_dissolved_superior_is_one_finding():
    facts = general_branch_school()
    above = committee(id=70, name="东片党委", level=OrgLevel.DISTRICT, school_id=7, **DISSOLVED)
    facts = replace(facts, ancestors={70: above, UPPER.id: UPPER})
    facts = changed(facts, facts.orgs[0], superior_id=70)

    assert codes(facts) == ["ORG-010"]
    assert finding(facts, "ORG-010").subject_id == facts.orgs[0].id
    assert said(facts, "ORG-010") == "示例小学党总支的上级东片党委已于2025年7月1日撤销，隶属关系尚未调整。"
    assert result(facts, "ORG-010", facts.orgs[1]).because == "ORG-010"


def test_a_party_group_below_a_cut_off_branch_stays_silent():
    closed = general_branch(id=70, name="党总支", **DISSOLVED)
    below = inner_branch(closed, id=71, full=5)
    party_group = organization(PG, id=72, superior_id=71)
    facts = school(closed, below, party_group)

    assert finding(facts, "ORG-010").subject_id == 71
    assert result(facts, "ORG-010", party_group).because == "ORG-010"


def test_a_break_in_another_school_is_reported_there():
    top = general_branch(id=70, school_id=7, superior_id=None)
    facts = school(branch(superior_id=70), ancestors={70: top})

    assert result(facts, "ORG-010").because == "ORG-010"


def test_a_gap_asks_no_reason_and_an_inactive_superior_does():
    declared = all_rules()["ORG-010"]

    assert declared.is_fault_of_record("a")
    assert not declared.is_fault_of_record("b")
    assert result(school(branch(superior_id=None)), "ORG-010").severity == Severity.WARNING


def test_chains_end_above_or_outside():
    village = branch(id=71, superior_id=70)
    centre = general_branch(id=70, school_id=7, superior_id=None, external_superior="某镇党委")

    assert result(school(village, ancestors={70: centre}), "ORG-010") == PASSED
    assert result(school(replace(UPPER, school_id=1, superior_id=None)), "ORG-010") == NOT_APPLICABLE
    assert result(school(village), "ORG-010").outcome == Outcome.UNKNOWN


@pytest.mark.parametrize("state", [OrgState.SUBMITTED, OrgState.PREPARING])
def test_before_activation_only_a_gap_counts(state):
    resting = general_branch(id=70, **DISSOLVED)
    waiting = branch(id=71, superior_id=70, state=state)
    facts = school(waiting, ancestors={70: resting})

    assert result(facts, "ORG-010") == PASSED
    assert at_gate(facts, "ORG-010", Gate.G1, waiting).variant == "b"
    gap = branch(id=71, superior_id=None, state=state)
    assert result(school(gap), "ORG-010").variant == "a"


def test_a_drawing_has_no_chain_yet():
    assert result(school(branch(superior_id=None, state=OrgState.DRAFT)), "ORG-010") == NOT_APPLICABLE


def closed(days: int = 200, **changes):
    base = {"state": SchoolState.CLOSED, "closed_on": ON - timedelta(days=days)}
    return replace(branch_school(), **{**base, **changes})


def test_boundary_24_a_closed_school_is_one_finding():
    assert codes(closed()) == ["ORG-034"]


@pytest.mark.parametrize("facts", [closed(), replace(general_branch_school(), state=SchoolState.MERGED)])
def test_a_closed_school_silences_every_other_rule(facts):
    """Even with everything else in disorder: no superior, no approval, no people where they belong."""
    orgs = tuple(replace(o, superior_id=None, approval=None, full_name="x", term=None) for o in facts.orgs)
    untidy = replace(facts, orgs=orgs, roles=(), groups=(), units=(), unassigned=people(), misplaced=people())

    assert set(codes(untidy)) == {"ORG-034"}


def people():
    return replace(school().unassigned, person_ids=(1,), since=date(2020, 1, 1))


@pytest.mark.parametrize(("days", "severity"), [(90, Severity.INFO), (91, Severity.ERROR)])
def test_closing_takes_its_time(days, severity):
    assert result(closed(days), "ORG-034").severity == severity


def test_the_sentence_for_a_closed_school():
    facts = closed(closed_on=date(2025, 9, 1), state=SchoolState.MERGED)

    assert said(facts, "ORG-034") == "示例小学已于2025年9月1日合并，示例小学党支部尚未调整。"
    assert advice(facts, "ORG-034") == ("请报县委教育工委办理并入、更名或者撤销，并转接党员组织关系。")
    undated = closed(closed_on=None)
    assert result(undated, "ORG-034").severity == Severity.ERROR
    assert said(undated, "ORG-034") == "示例小学已于—撤销，示例小学党支部尚未调整。"


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (OrgState.DRAFT, Outcome.NOT_APPLICABLE),
        (OrgState.SUBMITTED, Outcome.NOT_APPLICABLE),
        (OrgState.PREPARING, Outcome.FAIL),
        (OrgState.ACTIVE, Outcome.FAIL),
        (OrgState.ADJUSTING, Outcome.FAIL),
        (OrgState.DISSOLVED, Outcome.NOT_APPLICABLE),
    ],
)
def test_working_organisations_of_a_closed_school(state, outcome):
    facts = school(branch(state=state), state=SchoolState.CLOSED, closed_on=date(2020, 1, 1))

    assert result(facts, "ORG-034").outcome == outcome


def test_a_party_group_goes_with_its_branch():
    facts = school(organization(PG, superior_id=1), state=SchoolState.CLOSED)

    assert result(facts, "ORG-034") == NOT_APPLICABLE


def test_boundary_28_a_village_branch_below_the_general_branch_of_the_centre():
    centre = general_branch(id=70, name="中心校党总支", level=OrgLevel.DISTRICT, school_id=7, tree_branches=3)
    facts = branch_school(5, seats=0, ancestors={70: centre, UPPER.id: UPPER})
    facts = changed(facts, facts.orgs[0], superior_id=70)

    assert codes(facts) == []
    assert [result(facts, code) for code in ("ORG-009", "ORG-010")] == [PASSED, PASSED]
    assert result(facts, "ORG-013") == NOT_APPLICABLE


def test_boundary_28_the_size_of_the_centre_includes_its_villages():
    district = general_branch(id=70, level=OrgLevel.DISTRICT, tree_branches=3, full=104, own_all=0)

    assert finding(school(district), "ORG-008").result.evidence["n"] == 104


def test_boundary_29_the_host_of_a_school_district_is_a_branch_school():
    district = general_branch(
        id=70, name="学区党总支", full_name="中共示例学区总支部委员会", level=OrgLevel.DISTRICT,
        full=60, own_all=0, tree_branches=3,
    )  # fmt: skip
    facts = branch_school()
    facts = replace(facts, orgs=(district, *facts.orgs))
    facts = changed(facts, facts.orgs[1], superior_id=70)

    assert [of_school(facts, f"SEC-00{n}").outcome for n in (1, 2, 3)] == [Outcome.NOT_APPLICABLE] * 3
    assert [of_school(facts, f"SEC-00{n}").outcome for n in (4, 5)] == [Outcome.PASS] * 2
    assert [j.result.outcome for j in judge(facts, ["ORG-013"])] == [Outcome.NOT_APPLICABLE] * 2


def test_a_retired_branch_stands_on_no_unit():
    top = general_branch(id=70, full=60, tree_branches=2)
    facts = school(top, inner_branch(top, id=71, kind=OrgKind.RETIRED, full=8))

    assert result(facts, "ORG-013", facts.orgs[1]) == NOT_APPLICABLE
