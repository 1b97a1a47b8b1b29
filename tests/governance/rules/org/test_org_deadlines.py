"""ORG-029, 032 and 033: the switch of the leadership system, setups and adjustments that take long."""

from dataclasses import replace
from datetime import timedelta

import pytest

from governance.choices import OrgState, Outcome, Role, Severity
from governance.rules.examples import (
    ON,
    branch,
    school,
)
from governance.rules.results import NOT_APPLICABLE, PASSED
from schools.choices import LeadershipSystem, Ownership
from tests.governance.rules.cases import (
    SECRETARY_ID,
    advice,
    branch_school,
    codes,
    general_branch_school,
    result,
    said,
)


def unswitched(**changes):
    return branch_school(**{"leadership_system": LeadershipSystem.PRINCIPAL, "system_from": None, **changes})


def test_boundary_23_before_the_switch_029_alone_speaks():
    facts = general_branch_school(leadership_system=LeadershipSystem.PRINCIPAL, system_from=None, groups=())
    principal = next(r for r in facts.roles if r.role == Role.PRINCIPAL)
    others = [r for r in facts.roles if r != principal]
    facts = replace(facts, roles=(*others, replace(principal, person_id=SECRETARY_ID)))

    assert codes(facts) == ["ORG-029"]


@pytest.mark.parametrize(
    ("deadline", "severity"),
    [(None, Severity.INFO), (ON, Severity.INFO), (ON - timedelta(days=1), Severity.WARNING)],
)
def test_the_reform_is_staged(deadline, severity):
    facts = replace(unswitched(), params={**school().params, "DEADLINE": deadline})

    assert result(facts, "ORG-029").severity == severity


def test_the_sentence_for_a_school_that_has_not_switched():
    assert said(unswitched(), "ORG-029") == (
        "示例小学登记的领导体制为校长负责制，尚未登记实施党组织领导的校长负责制。"
    )
    assert advice(unswitched(), "ORG-029") == (
        "请按照县委教育工委的实施安排，在党组织设置、班子配备、议事规则等条件具备后办理调整，"
        "并登记实施日期和文件。"
    )


@pytest.mark.parametrize(
    ("day", "outcome"),
    [(ON, Outcome.PASS), (ON + timedelta(days=1), Outcome.FAIL), (None, Outcome.FAIL)],
)
def test_the_switch_has_a_day(day, outcome):
    assert result(branch_school(system_from=day), "ORG-029").outcome == outcome


@pytest.mark.parametrize(
    "changes",
    [{"ownership": Ownership.PRIVATE}, {"type_code": "11"}, {"is_legal_person": False}, {"orgs": ()}],
)
def test_schools_the_reform_does_not_reach(changes):
    assert result(replace(unswitched(), **changes), "ORG-029") == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"ownership": None}, ("办别",)),
        ({"is_legal_person": None}, ("法人资格",)),
        ({"leadership_system": None}, ("领导体制",)),
        ({"leadership_system": LeadershipSystem.UNDECIDED}, ("领导体制",)),
    ],
)
def test_what_the_reform_needs_to_know(changes, missing):
    assert result(replace(unswitched(), **changes), "ORG-029").missing == missing


def since(days: int, state: OrgState, **changes):
    return school(branch(state=state, state_since=ON - timedelta(days=days), term=None, **changes))


def test_a_setup_has_ninety_days():
    assert result(since(90, OrgState.PREPARING), "ORG-032") == PASSED
    late = since(91, OrgState.PREPARING)
    assert result(late, "ORG-032").severity == Severity.WARNING
    assert said(late, "ORG-032") == "示例小学党支部于2026年3月2日获批，至今91天尚未完成选举和登记。"
    assert advice(late, "ORG-032") == "请召开党员大会选举，报县委教育工委批准后办理启用。"


def test_waiting_for_the_approval_is_a_hint_to_the_upper_body():
    late = since(91, OrgState.SUBMITTED)

    assert result(since(90, OrgState.SUBMITTED), "ORG-032") == PASSED
    assert result(late, "ORG-032").severity == Severity.INFO
    assert said(late, "ORG-032") == "示例小学党支部于2026年3月2日报批，至今91天尚未登记批复结果。"


def test_an_adjustment_has_ninety_days():
    assert result(since(90, OrgState.ADJUSTING), "ORG-033") == PASSED
    late = since(91, OrgState.ADJUSTING)
    assert said(late, "ORG-033") == "示例小学党支部自2026年3月2日起处于调整中，已91天。"
    assert advice(late, "ORG-033") == "请办结调整或者撤回调整。"


@pytest.mark.parametrize("state", [OrgState.DRAFT, OrgState.ACTIVE, OrgState.DISSOLVED])
def test_deadlines_are_of_their_states(state):
    assert result(since(500, state), "ORG-032") == result(since(500, state), "ORG-033") == NOT_APPLICABLE


def test_a_state_without_a_first_day():
    unsure = school(branch(state=OrgState.PREPARING, state_since=None, term=None))

    assert result(unsure, "ORG-032").missing == ("现状态起始日期",)
    adjusting = school(branch(state=OrgState.ADJUSTING, state_since=None))
    assert result(adjusting, "ORG-033").outcome == Outcome.UNKNOWN
