"""ORG-012 and 035: members without a branch, members with a branch elsewhere."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.choices import OrgState, OrgType, Outcome, Severity
from governance.facts import Bound, PersonCount, exactly
from governance.rules.examples import ON, general_branch, joint_branch, organization, school
from governance.rules.results import PASSED
from tests.governance.rules.cases import advice, branch_school, codes, result, said


def people(*starts: date) -> PersonCount:
    return PersonCount(tuple(range(1, len(starts) + 1)), min(starts), starts)


def ago(days: int) -> date:
    return ON - timedelta(days=days)


def test_the_letter_may_be_under_way():
    assert result(branch_school(unassigned=people(ago(90))), "ORG-012") == PASSED
    assert result(branch_school(unassigned=people(ago(91))), "ORG-012").severity == Severity.ERROR


def test_only_those_beyond_the_period_are_listed():
    facts = branch_school(unassigned=people(ago(120), ago(10), ago(95)))

    assert codes(facts) == ["ORG-012"]
    assert result(facts, "ORG-012").evidence["person_ids"] == [1, 3]
    assert said(facts, "ORG-012") == "示例小学有2名党员未登记所在支部，最长已120天。"
    assert advice(facts, "ORG-012") == (
        "请核对组织关系转接情况，将上述党员编入一个支部；组织关系在其他单位的，登记所在党组织。"
    )


def test_an_unknown_start_counts_as_long_ago():
    facts = branch_school(unassigned=PersonCount((7,)))

    assert said(facts, "ORG-012") == "示例小学有1名党员未登记所在支部，最长已—天。"


@pytest.mark.parametrize(
    ("full", "joint", "because"),
    [
        (4, None, "ORG-001"),
        (2, None, "ORG-002"),
        (4, joint_branch(), ""),
        (2, joint_branch(), ""),
    ],
)
def test_members_without_an_organisation_have_nowhere_to_be(full, joint, because):
    facts = school(unit_full=exactly(full), unit_all=full, joint=joint, unassigned=people(ago(200)))
    found = result(facts, "ORG-012")

    assert found.because == because
    assert found.outcome == (Outcome.NOT_APPLICABLE if because else Outcome.FAIL)


def test_a_founding_under_way_silences_too():
    pending = general_branch(state=OrgState.PREPARING)
    facts = school(pending, unit_full=exactly(60), unit_all=60, unassigned=people(ago(200)))

    assert result(facts, "ORG-001").variant == "c"
    assert result(facts, "ORG-012").because == "ORG-001"


def test_an_unclear_count_silences_nothing():
    facts = school(unit_full=Bound(2, 3), unit_all=3, unassigned=people(ago(200)))

    assert result(facts, "ORG-012").outcome == Outcome.FAIL


@pytest.mark.parametrize(("branches", "because"), [(0, "ORG-011"), (1, "")])
def test_a_general_branch_without_branches(branches, because):
    top = general_branch(full=40, tree_branches=branches)

    assert result(school(top, unassigned=people(ago(200))), "ORG-012").because == because


def test_boundary_27_a_temporary_branch_changes_nothing():
    """Its members stay formally where they are: nothing is counted twice, nobody is without a branch."""
    facts = branch_school()
    temporary = organization(
        OrgType.TEMPORARY_BRANCH, full_name="中共示例小学临时支部委员会", term=None,
        superior_id=facts.orgs[0].superior_id, id=80, name="临时党支部", level="inner",
    )  # fmt: skip
    both = replace(facts, orgs=(*facts.orgs, temporary))

    assert result(both, "ORG-012") == PASSED
    assert [c for c in codes(both) if c.startswith("ORG")] == []
    assert result(both, "ORG-005", both.orgs[0]) == result(facts, "ORG-005")


def test_half_a_year_at_a_fixed_place():
    assert result(branch_school(misplaced=people(date(2025, 12, 1))), "ORG-035") == PASSED
    facts = branch_school(misplaced=people(date(2025, 11, 30), date(2026, 5, 1)))

    assert codes(facts) == ["ORG-035"]
    assert result(facts, "ORG-035").evidence["person_ids"] == [1]
    assert said(facts, "ORG-035") == "示例小学有1名党员的组织关系在其他学校，已超过6个月。"
    assert advice(facts, "ORG-035") == "请核对交流轮岗期限，按规定转接组织关系；确需保留的登记说明。"


def test_months_end_where_they_end():
    on = {"on": date(2026, 2, 28)}

    assert result(branch_school(misplaced=people(date(2025, 8, 31)), **on), "ORG-035") == PASSED
    assert result(branch_school(misplaced=people(date(2025, 8, 27)), **on), "ORG-035").outcome == Outcome.FAIL


def test_nobody_is_a_pass():
    assert result(branch_school(), "ORG-012") == result(branch_school(), "ORG-035") == PASSED
