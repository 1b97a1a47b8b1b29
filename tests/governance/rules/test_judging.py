"""The engine: subjects, states, softening, waivers, gates. Most cases use rules made for them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.choices import (
    Gate,
    GroupType,
    OrgState,
    OrgType,
    Outcome,
    Role,
    Severity,
    SubjectKind,
)
from governance.facts import WaiverFact
from governance.rules import judging
from governance.rules.declaration import Silencer
from governance.rules.examples import (
    ON,
    branch,
    group,
    holder,
    organization,
    school,
    term,
)
from governance.rules.judging import judge, judge_at
from governance.rules.results import PASSED, error, unknown, warning
from tests.governance.rules.made import ONE, ORGANIZATION, SCHOOL, made


def outcomes(facts, *wanted):
    return [(j.rule, j.result.outcome, j.result.because) for j in judge(facts, wanted or None)]


def test_every_rule_is_asked_about_every_subject_of_its_kind(rules):
    kinds = {kind: made(f"X-00{n}", subject=kind) for n, kind in enumerate(SubjectKind)}
    rules(*kinds.values())
    own = branch(id=10, number="P10", term=term(start=date(2024, 3, 15)))
    facts = school(own, branch(id=11, term=None), roles=(holder(own, Role.SECRETARY, key="A1"),))
    facts = replace(facts, groups=(group(GroupType.IDEOLOGY, number="G1"),))

    numbers = {kind: [j.subject_number for j in judge(facts) if j.subject_kind == kind] for kind in kinds}
    assert numbers == {
        SubjectKind.SCHOOL: ["2133000001"],
        SubjectKind.ORGANIZATION: ["P10", "P11"],
        SubjectKind.TERM: ["P10@2024-03-15"],
        SubjectKind.ASSIGNMENT: ["A1"],
        SubjectKind.GROUP: ["G1"],
    }


def test_a_rule_may_accept_a_second_kind(rules):
    rules(made("X-001", subject=SCHOOL, also=(ORGANIZATION,)))

    assert [j.subject_kind for j in judge(ONE)] == [SCHOOL, ORGANIZATION]
    assert all_of("X-001").subjects == (SCHOOL, ORGANIZATION)


def all_of(code):
    return judging.all_rules()[code]


@pytest.mark.parametrize("state", OrgState)
def test_rules_look_at_their_states_only(rules, state):
    rules(
        made("A-001"),
        made("B-001", states=frozenset({OrgState.DRAFT, OrgState.DISSOLVED})),
        made("C-001", subject=SubjectKind.TERM),
    )
    facts = school(branch(id=10, state=state))
    failing = {j.rule for j in judge(facts) if j.fails}

    live = state in (OrgState.ACTIVE, OrgState.ADJUSTING)
    assert failing == ({"A-001", "C-001"} if live else set()) | (
        {"B-001"} if state in (OrgState.DRAFT, OrgState.DISSOLVED) else set()
    )


@pytest.mark.parametrize(
    ("softens", "state", "days", "severity"),
    [
        (True, OrgState.ADJUSTING, 90, Severity.INFO),
        (True, OrgState.ADJUSTING, 91, Severity.ERROR),
        (True, OrgState.ACTIVE, 1, Severity.ERROR),
        (False, OrgState.ADJUSTING, 1, Severity.ERROR),
    ],
)
@pytest.mark.parametrize("subject", [ORGANIZATION, SCHOOL, SubjectKind.TERM])
def test_softening(rules, softens, state, days, severity, subject):
    rules(made("A-001", error(), subject=subject, softens_in_adjustment=softens))
    facts = school(branch(id=10, state=state, state_since=ON - timedelta(days=days)))

    assert judge(facts)[0].result.severity == severity


def test_softening_leaves_passes_and_unknowns_alone(rules):
    rules(
        made("A-001", PASSED, softens_in_adjustment=True),
        made("B-001", unknown("编号"), softens_in_adjustment=True),
    )
    facts = school(branch(id=10, state=OrgState.ADJUSTING, state_since=ON))

    assert [j.result for j in judge(facts)] == [PASSED, unknown("编号")]


@pytest.mark.parametrize(
    ("changes", "waiver", "outcome"),
    [
        ({}, ("A-001", "organization", "P10"), Outcome.WAIVED),
        ({}, ("B-001", "organization", "P10"), Outcome.FAIL),
        ({}, ("A-001", "organization", "P11"), Outcome.FAIL),
        ({}, ("A-001", "school", "P10"), Outcome.FAIL),
        ({"is_waivable": False}, ("A-001", "organization", "P10"), Outcome.FAIL),
        ({"waivable_variants": frozenset({"x"})}, ("A-001", "organization", "P10"), Outcome.FAIL),
        ({"waivable_variants": frozenset({""})}, ("A-001", "organization", "P10"), Outcome.WAIVED),
    ],
)
def test_waivers(rules, changes, waiver, outcome):
    rules(made("A-001", **changes))
    facts = replace(ONE, waivers=(WaiverFact(*waiver, date(2027, 1, 1)),))
    (found,) = judge(facts)

    assert found.result.outcome == outcome
    assert found.fails


def test_a_waiver_does_not_touch_what_passes(rules):
    rules(made("A-001", PASSED))
    facts = replace(ONE, waivers=(WaiverFact("A-001", "organization", "P10", date(2027, 1, 1)),))

    assert judge(facts)[0].result == PASSED


def test_gates_ask_their_own_judgement_about_one_organisation(rules):
    asking, other = made("A-001", PASSED), made("B-001")
    asking.at(Gate.G1, Gate.G2)(lambda _org, _facts: error())
    rules(asking, other)
    facts = school(branch(id=10), branch(id=11))

    for gate in (Gate.G1, Gate.G2):
        (found,) = judge_at(facts, gate, 11)
        assert (found.rule, found.subject_id, found.result.severity) == ("A-001", 11, Severity.ERROR)
    assert judge_at(facts, Gate.G3, 11) == ()
    assert outcomes(facts, "A-001") == [("A-001", Outcome.PASS, "")] * 2


def test_gates_reach_terms_posts_and_second_kinds_but_no_school(rules):
    declared = [made(f"X-00{n}", subject=kind) for n, kind in enumerate(SubjectKind)]
    declared.append(made("Y-001", subject=SCHOOL, also=(ORGANIZATION,)))
    for each in declared:
        each.at(Gate.G1)(each.judge)
    rules(*declared)
    own = branch(id=10)
    facts = school(own, roles=(holder(own, Role.SECRETARY), holder(None, Role.PRINCIPAL)))

    assert [j.subject_kind for j in judge_at(facts, Gate.G1, 10)] == [
        ORGANIZATION,
        SubjectKind.TERM,
        SubjectKind.ASSIGNMENT,
        ORGANIZATION,
    ]


def test_gates_know_no_state_no_silence_and_no_softening(rules):
    asking = made("A-001", silenced_by=(Silencer("B-001"),), softens_in_adjustment=True)
    asking.at(Gate.G1)(lambda _org, _facts: error())
    rules(made("B-001"), asking)

    for state in (OrgState.PREPARING, OrgState.ADJUSTING):
        (found,) = judge_at(school(branch(id=10, state=state)), Gate.G1, 10)
        assert found.result.severity == Severity.ERROR


def test_a_waiver_opens_a_gate(rules):
    asking = made("A-001")
    asking.at(Gate.FOUNDING)(asking.judge)
    rules(asking)
    facts = replace(ONE, waivers=(WaiverFact("A-001", "organization", "P10", date(2027, 1, 1)),))

    assert judge_at(facts, Gate.FOUNDING, 10)[0].result.outcome == Outcome.WAIVED


def test_rules_about_judgements_come_last_and_see_all(rules):
    def count(judgements, facts):
        return warning(n=sum(j.result.outcome == Outcome.UNKNOWN for j in judgements), on=facts.id)

    rules(
        made("A-001", count, subject=SCHOOL, sees_judgements=True),
        made("B-001", unknown("转正日期")),
        made("C-001", unknown("编号")),
    )

    assert [j.rule for j in judge(ONE)] == ["B-001", "C-001", "A-001"]
    assert judge(ONE)[-1].result.evidence["n"] == 2


def test_nothing_hosted_is_no_organisation_finding():
    assert [j for j in judge(school()) if j.subject_kind == ORGANIZATION] == []


def test_a_party_group_is_judged_without_a_fault():
    own = branch(id=10, full=12)
    party_group = organization(OrgType.GROUP, id=11, superior_id=10, term=None, approval=None, full_name="")

    assert [j.rule for j in judge(school(own, party_group)) if j.fails and j.subject_id == 11] == []
