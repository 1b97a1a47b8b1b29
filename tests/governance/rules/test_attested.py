"""Rules that people attest: what was attested decides, on its days only, and silence never passes."""

from dataclasses import replace

import pytest

from governance.choices import Conclusion, Enforcement, Gate, OrgState, OrgType, Outcome
from governance.domain.weighing import enforcement_of
from governance.facts import AttestationFact
from governance.rules.attested import attested
from governance.rules.catalogue import in_reading_order
from governance.rules.examples import ON, branch, organization, school, term
from governance.rules.judging import judge
from governance.rules.results import NOT_APPLICABLE, PASSED, unattested
from governance.rules.vocabulary import add_months
from schools.choices import LeadershipSystem, SchoolState
from tests.governance.rules.cases import result, said

RULES = [rule for rule in in_reading_order() if rule.is_attested]
CODES = [
    "MTG-001",
    "MTG-005",
    "ELE-002",
    "ELE-004",
    "ELE-005",
    "LIF-001",
    "LIF-002",
    "LIF-003",
    "LIF-006",
    "CON-001",
    "CON-006",
]
every_attested = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_these_rules_are_attested():
    assert [rule.code for rule in RULES] == CODES


@every_attested
def test_without_a_word_nobody_knows(rule):
    found = result(replace(rule.passes.facts, attestations=()), rule.code)

    assert found == unattested()
    assert found.outcome == Outcome.UNKNOWN


@every_attested
def test_the_word_of_the_day_decides(rule):
    facts = rule.passes.facts
    words = {
        conclusion: replace(facts, attestations=attested(rule.code, conclusion, "缺记录"))
        for conclusion in Conclusion
    }

    assert result(words[Conclusion.PASS], rule.code) == PASSED
    assert result(words[Conclusion.NOT_APPLICABLE], rule.code) == NOT_APPLICABLE
    found = result(words[Conclusion.FAIL], rule.code)
    assert (found.outcome, found.severity) == (Outcome.FAIL, rule.severity)
    assert said(words[Conclusion.FAIL], rule.code).startswith("示例教育工委2026年6月1日核实：示例小学")
    assert "（缺记录）。" in said(words[Conclusion.FAIL], rule.code)


@every_attested
def test_the_word_on_another_rule_says_nothing(rule):
    other = next(code for code in CODES if code != rule.code)
    facts = replace(rule.passes.facts, attestations=attested(other, Conclusion.FAIL, "缺记录"))

    assert result(facts, rule.code) == unattested()


@every_attested
def test_a_closed_school_and_one_without_an_organization_are_not_asked(rule):
    closed = replace(rule.fails.facts, state=SchoolState.CLOSED)
    bare = replace(rule.fails.facts, orgs=())

    assert result(rule.fails.facts, rule.code).outcome == Outcome.FAIL
    assert result(closed, rule.code) == result(bare, rule.code) == NOT_APPLICABLE


@every_attested
def test_it_never_holds_up_an_act(rule):
    strict = school(branch(full=20), enforcement={rule.code: Enforcement.REFUSE})

    assert (rule.gate, rule.enforcement) == (Gate.REPORT, Enforcement.REPORT)
    assert enforcement_of(rule, strict) == Enforcement.REPORT
    assert all(not j.waits for j in judge(rule.fails.facts, ["DAT-001"]))


@pytest.mark.parametrize(
    ("code", "orgs"),
    [
        ("LIF-002", (branch(full=20),)),
        ("LIF-003", (branch(full=20),)),
        ("ELE-002", (branch(full=20, term=None),)),
        (
            "LIF-003",
            (branch(full=20), organization(OrgType.GROUP, state=OrgState.DISSOLVED)),
        ),
    ],
)
def test_a_school_without_what_the_rule_is_about_is_not_asked(code, orgs):
    assert result(school(*orgs), code) == NOT_APPLICABLE


def test_meetings_are_asked_about_where_the_party_organization_leads():
    facts = school(branch(full=20), leadership_system=LeadershipSystem.PRINCIPAL)

    assert result(facts, "MTG-001") == NOT_APPLICABLE
    assert result(school(branch(full=20, term=term())), "MTG-001") == unattested()


def test_what_lacks_data_is_told_apart_from_what_waits():
    facts = school(branch(full=20), ownership=None)

    found = {j.rule: j for j in judge(facts, ["MTG-001", "LIF-001"])}

    assert found["MTG-001"].result.missing == ("办别",)
    assert not found["MTG-001"].waits
    assert found["LIF-001"].waits


def test_the_examples_hold_on_their_day():
    (word,) = attested("LIF-001", Conclusion.PASS)

    assert isinstance(word, AttestationFact)
    assert (word.since, word.until) == (ON, add_months(ON, 3))
