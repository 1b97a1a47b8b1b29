"""MEC-001: the rules of the two meetings."""

from datetime import date

import pytest

from governance.choices import Outcome, Severity
from governance.facts import SchoolFacts
from governance.rules.examples import branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED
from schools.choices import LeadershipSystem, Ownership
from tests.governance.rules.cases import advice, result, said


def with_rules(*, party: bool, principal: bool, **changes: object) -> SchoolFacts:
    present = {"has_party_meeting_rules": party, "has_principal_meeting_rules": principal}
    return school(branch(full=20), **present, **changes)


def test_both_rules_pass():
    assert result(with_rules(party=True, principal=True), "MEC-001") == PASSED


@pytest.mark.parametrize(
    ("party", "principal", "missing"),
    [
        (False, True, "党组织会议议事规则"),
        (True, False, "校长办公会议议事规则"),
        (False, False, "党组织会议议事规则、校长办公会议议事规则"),
    ],
)
def test_missing_rules_are_named(party, principal, missing):
    facts = with_rules(party=party, principal=principal)

    assert result(facts, "MEC-001").severity == Severity.WARNING
    assert said(facts, "MEC-001") == f"示例小学尚未登记{missing}。"
    assert advice(facts, "MEC-001") == "请研究制定议事规则，登记文件名称和印发日期。"


@pytest.mark.parametrize(
    "changes",
    [
        {"ownership": Ownership.PRIVATE},
        {"leadership_system": LeadershipSystem.UNDECIDED},
        {"system_from": None},
        {"system_from": date(2026, 6, 2)},
    ],
    ids=str,
)
def test_nothing_is_asked_of_a_school_that_has_not_switched(changes):
    assert result(with_rules(party=False, principal=False, **changes), "MEC-001") == NOT_APPLICABLE


def test_a_missing_condition_is_unknown():
    found = result(with_rules(party=False, principal=False, ownership=None), "MEC-001")

    assert (found.outcome, found.missing) == (Outcome.UNKNOWN, ("办别",))
