"""The leading groups: which there are, who heads them, whose membership has ended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.choices import Enforcement, GroupType, OrgType, Outcome, Role, Severity
from governance.facts import GroupFact, SchoolFacts
from governance.rules.catalogue import all_rules
from governance.rules.examples import ON, branch, group, holder, organization, school
from governance.rules.judging import judge
from governance.rules.results import NOT_APPLICABLE, PASSED
from schools.choices import LeadershipSystem, Ownership
from tests.governance.rules.cases import advice, branch_school, codes, groups, result, said

ORG = branch(full=20)
SECRETARY, PRINCIPAL, OTHER = 1, 2, 3
LEADERS = (
    holder(ORG, Role.SECRETARY, person_id=SECRETARY),
    holder(None, Role.PRINCIPAL, person_id=PRINCIPAL),
)
POLITICS, MORALS, IDEOLOGY = (
    GroupType.IDEOLOGICAL_POLITICAL,
    GroupType.MORAL_EDUCATION,
    GroupType.IDEOLOGY,
)
MISSING = {"LG-001": (POLITICS, "思想政治"), "LG-002": (MORALS, "德育"), "LG-003": (IDEOLOGY, "意识形态")}
every_missing = pytest.mark.parametrize("code", MISSING)


def with_groups(*listed: GroupFact, **changes: object) -> SchoolFacts:
    return school(ORG, **{"roles": LEADERS, "groups": listed, **changes})


def headed(*heads: int, types: tuple[GroupType, ...] = (IDEOLOGY,), **changes: object) -> SchoolFacts:
    return with_groups(group(*types, head_ids=heads, **changes))


# LG-001, LG-002, LG-003


@every_missing
def test_a_missing_group(code):
    facts = with_groups(*(group(t) for t, _ in MISSING.values() if t != MISSING[code][0]))

    assert result(facts, code).severity == Severity.WARNING
    assert said(facts, code) == f"示例小学未登记{MISSING[code][1]}工作领导小组。"
    assert advice(facts, code) == (
        "请由学校党组织研究成立（可以与相关领导小组合并设置），登记成立文件和组成人员。"
    )


@every_missing
def test_one_group_may_carry_several_types(code):
    assert result(with_groups(group(POLITICS, MORALS, IDEOLOGY)), code) == PASSED


@every_missing
def test_a_group_on_something_else_does_not_count(code):
    assert result(with_groups(group(GroupType.OTHER)), code).severity == Severity.WARNING


@pytest.mark.parametrize(("days", "expected"), [(90, Severity.INFO), (91, Severity.WARNING)])
def test_the_first_days_of_the_system(days, expected):
    assert result(with_groups(system_from=ON - timedelta(days=days)), "LG-001").severity == expected


def test_a_new_organisation_does_not_start_the_days_again():
    newly = replace(ORG, activated_on=ON)

    assert result(school(newly), "LG-001").severity == Severity.WARNING


@every_missing
@pytest.mark.parametrize(
    "changes",
    [
        {"orgs": ()},
        {"ownership": Ownership.PRIVATE},
        {"leadership_system": LeadershipSystem.PRINCIPAL},
        {"system_from": ON + timedelta(days=1)},
    ],
    ids=str,
)
def test_groups_are_not_asked_for(code, changes):
    assert result(with_groups(**changes), code) == NOT_APPLICABLE


@every_missing
def test_a_missing_condition_is_unknown(code):
    assert result(with_groups(is_legal_person=None), code).missing == ("独立法人",)


def test_a_branch_of_any_type_is_asked():
    committee = organization(OrgType.COMMITTEE)

    assert result(school(committee), "LG-001").severity == Severity.WARNING


# LG-004


@pytest.mark.parametrize("heads", [(SECRETARY,), (SECRETARY, PRINCIPAL)])
@pytest.mark.parametrize("types", [(POLITICS,), (IDEOLOGY,), (MORALS,), (POLITICS, MORALS)], ids=str)
def test_the_secretary_heads_alone_or_with_the_principal(types, heads):
    assert result(headed(*heads, types=types), "LG-004") == PASSED


def test_a_vice_principal_heads_alone():
    facts = headed(OTHER)

    assert result(facts, "LG-004").severity == Severity.WARNING
    assert said(facts, "LG-004") == "示例小学意识形态工作领导小组组长中没有党组织书记。"
    assert advice(facts, "LG-004") == "请明确党组织书记担任组长（可以与校长任双组长）。"


def test_every_type_that_needs_the_secretary_is_named():
    facts = headed(PRINCIPAL, types=(IDEOLOGY, MORALS, POLITICS))

    assert said(facts, "LG-004") == "示例小学思想政治、意识形态工作领导小组组长中没有党组织书记。"


def test_the_principal_may_head_moral_education():
    assert result(headed(PRINCIPAL, types=(MORALS,)), "LG-004") == PASSED


def test_neither_heads_moral_education():
    facts = headed(OTHER, types=(MORALS,))

    assert result(facts, "LG-004").severity == Severity.INFO
    assert said(facts, "LG-004") == "示例小学德育工作领导小组组长中没有党组织书记。"


def test_no_head_is_unknown():
    assert result(headed(), "LG-004").missing == ("领导小组组长",)


def test_other_groups_are_not_asked():
    assert result(headed(OTHER, types=(GroupType.OTHER,)), "LG-004") == NOT_APPLICABLE


def test_heads_are_not_judged_before_the_switch():
    before = replace(headed(OTHER), leadership_system=LeadershipSystem.PRINCIPAL)

    assert result(before, "LG-004") == NOT_APPLICABLE
    assert result(replace(before, groups=(group(IDEOLOGY, stale_members=1),)), "LG-007") == NOT_APPLICABLE


def test_a_vacant_secretary_silences_the_question_who_heads():
    assert result(replace(headed(OTHER), roles=LEADERS[1:]), "LG-004").because == "CMT-014"


def test_a_head_who_has_left_is_one_finding():
    facts = headed(OTHER, stale_members=1, stale_head_ids=(OTHER,))

    assert result(facts, "LG-007").outcome == Outcome.FAIL
    assert result(facts, "LG-004").because == "LG-007"


def test_a_stale_member_does_not_hide_a_wrong_head():
    facts = headed(OTHER, stale_members=1)

    assert [j.rule for j in judge(facts, ["LG-004", "LG-007"]) if j.fails] == ["LG-007", "LG-004"]


def test_a_head_who_left_another_group_silences_nothing_here():
    stale = group(MORALS, head_ids=(OTHER,), stale_members=1, stale_head_ids=(OTHER,))
    wrong = group(IDEOLOGY, head_ids=(OTHER,))

    found = [j for j in judge(with_groups(stale, wrong), ["LG-004"]) if j.fails]

    assert [j.subject_id for j in found] == [wrong.id]


# LG-007


def test_members_whose_work_here_has_ended():
    facts = headed(SECRETARY, stale_members=2, name="德育工作领导小组")

    assert result(facts, "LG-007").severity == Severity.WARNING
    assert said(facts, "LG-007") == "德育工作领导小组有2名成员的任职或者工作关系已终止。"
    assert advice(facts, "LG-007") == "请调整组成人员并登记调整文件。"


def test_members_in_order_pass():
    assert result(headed(SECRETARY), "LG-007") == PASSED


# what the chapter shares


def test_findings_on_groups_are_only_reported():
    rules = [r for r in all_rules().values() if r.chapter == "LG"]

    assert {r.code for r in rules} == {"LG-001", "LG-002", "LG-003", "LG-004", "LG-007"}
    assert {r.enforcement for r in rules} == {Enforcement.REPORT}


def test_boundary_25_findings_keep_their_key_when_the_organisation_is_re_founded():
    def keys(facts: SchoolFacts) -> set[tuple[str, str, str, str]]:
        return {j.key for j in judge(facts, list(MISSING)) if j.fails}

    before = replace(branch_school(60), groups=())
    top = organization(OrgType.GENERAL_BRANCH, activated_on=ON, predecessor_id=before.orgs[0].id)

    assert keys(before) == keys(replace(before, orgs=(top,)))
    assert len(keys(before)) == 3


def test_a_school_in_good_order_has_no_finding_and_loses_only_its_groups():
    facts = branch_school(12)

    assert codes(facts) == []
    assert codes(replace(facts, groups=())) == ["LG-001", "LG-002", "LG-003"]
    assert codes(replace(facts, groups=groups(OTHER))) == ["LG-004"]


def test_nothing_is_asked_before_the_day_of_the_switch():
    assert result(with_groups(system_from=date(2026, 6, 2)), "LG-003") == NOT_APPLICABLE
