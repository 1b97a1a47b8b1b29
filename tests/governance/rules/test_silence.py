"""One fault, one finding: which failing rule makes which other one speechless."""

from dataclasses import replace
from datetime import date

import pytest

from governance.choices import Outcome, Role, SubjectKind
from governance.facts import WaiverFact
from governance.rules.declaration import Silencer
from governance.rules.examples import branch, general_branch, holder, inner_branch, school
from governance.rules.judging import closure, judge
from governance.rules.results import NOT_APPLICABLE, PASSED, error, info, unknown, warning
from tests.governance.rules.made import ONE, SCHOOL, made


def outcomes(facts, *wanted):
    return [(j.rule, j.result.outcome, j.result.because) for j in judge(facts, wanted or None)]


def test_only_the_wanted_rules_are_returned_but_their_silencers_are_asked(rules):
    rules(made("A-001"), made("B-001", silenced_by=(Silencer("A-001"),)), made("C-001"))

    assert outcomes(ONE, "B-001") == [("B-001", Outcome.NOT_APPLICABLE, "A-001")]


def test_closure_follows_silencers_to_the_end_and_skips_unknown_codes(rules):
    rules(
        made("A-001"),
        made("B-001", silenced_by=(Silencer("A-001"), Silencer("Z-999"))),
        made("C-001", silenced_by=(Silencer("B-001"),)),
        made("D-001"),
    )

    assert closure(frozenset({"C-001"})) == {"A-001", "B-001", "C-001"}
    assert closure(frozenset()) == frozenset()


@pytest.mark.parametrize(
    ("first", "silent"),
    [
        (warning(), True),
        (info(), True),
        (error(), True),
        (PASSED, False),
        (NOT_APPLICABLE, False),
        (unknown("转正日期"), False),
    ],
)
def test_any_failure_silences_and_nothing_else_does(rules, first, silent):
    rules(made("A-001", first), made("B-001", silenced_by=(Silencer("A-001"),)))

    (found,) = judge(ONE, ["B-001"])
    assert found.result.because == ("A-001" if silent else "")
    assert found.fails is not silent


def test_a_silenced_rule_silences_nobody(rules):
    rules(
        made("A-001"),
        made("B-001", silenced_by=(Silencer("A-001"),)),
        made("C-001", silenced_by=(Silencer("B-001"),)),
    )

    assert outcomes(ONE)[2] == ("C-001", Outcome.FAIL, "")


def test_a_waived_failure_still_silences(rules):
    rules(made("A-001"), made("B-001", silenced_by=(Silencer("A-001"),)))

    facts = replace(ONE, waivers=(WaiverFact("A-001", "organization", "P10", date(2027, 1, 1)),))
    assert outcomes(facts) == [
        ("A-001", Outcome.WAIVED, ""),
        ("B-001", Outcome.NOT_APPLICABLE, "A-001"),
    ]


def test_silence_stays_with_its_subject(rules):
    def first_only(org, _facts):
        return warning() if org.id == 10 else PASSED

    rules(made("A-001", first_only), made("B-001", silenced_by=(Silencer("A-001"),)))
    found = judge(school(branch(id=10), branch(id=11)), ["B-001"])

    assert [j.result.because for j in found] == ["A-001", ""]


def test_what_an_organisation_fails_silences_its_terms_and_posts(rules):
    rules(
        made("A-001"),
        made("B-001", subject=SubjectKind.TERM, silenced_by=(Silencer("A-001"),)),
        made("C-001", subject=SubjectKind.ASSIGNMENT, silenced_by=(Silencer("A-001"),)),
        made("D-001", subject=SCHOOL, silenced_by=(Silencer("A-001"),)),
    )
    own = branch(id=10)
    facts = school(own, roles=(holder(own, Role.SECRETARY), holder(None, Role.PRINCIPAL)))

    assert [j.result.because for j in judge(facts)] == ["", "A-001", "A-001", "", ""]


def test_what_the_school_fails_silences_everything_in_it(rules):
    rules(made("A-001", subject=SCHOOL), made("B-001", silenced_by=(Silencer("A-001"),)))

    assert outcomes(ONE)[1][2] == "A-001"


@pytest.mark.parametrize(("variant", "because"), [("a", "A-001"), ("b", "")])
def test_silence_may_depend_on_the_variant(rules, variant, because):
    rules(
        made("A-001", warning(variant)),
        made("B-001", silenced_by=(Silencer("A-001", variants=frozenset({"a"})),)),
    )

    assert outcomes(ONE)[1][2] == because


def test_a_condition_replaces_the_usual_range(rules):
    asked = []

    def on_the_superior(org, facts, failing):
        asked.append((org.id, facts.id, failing.rule))
        return failing.subject_id == org.superior_id

    def top_only(org, _facts):
        return warning() if org.id == 60 else PASSED

    top = general_branch(id=60)
    rules(made("A-001", top_only), made("B-001", silenced_by=(Silencer("A-001", when=on_the_superior),)))

    found = judge(school(top, inner_branch(top, id=61)), ["B-001"])
    assert [j.result.because for j in found] == ["", "A-001"]
    assert asked == [(60, 1, "A-001"), (61, 1, "A-001")]
