"""No worse, on plain values."""

import pytest

from governance.choices import Enforcement, Outcome, Severity, SubjectKind
from governance.domain.weighing import Balance, weigh
from governance.rules.examples import branch, school
from governance.rules.results import PASSED, Judgement, Result, info, unknown, warning

FACTS = school(branch())


def judged(result: Result, rule: str = "ORG-005", number: str = "P1") -> Judgement:
    return Judgement(rule, SubjectKind.ORGANIZATION, 1, number, "示例支部", result)


def level_of(before, after, facts=FACTS, origins=None) -> str:
    balance = weigh([before] if before else [], [after], facts, origins or {})
    return "refuse" if balance.refusing else "ask" if balance.asking else "free"


@pytest.mark.parametrize(
    ("rule", "before", "after", "level"),
    [
        ("ORG-005", PASSED, warning(n=51), "ask"),
        ("ORG-005", warning(n=52), warning(n=60), "free"),
        ("ORG-005", unknown("转正日期"), warning(n=51), "free"),
        ("ORG-005", PASSED, info(), "free"),
        ("ORG-009", PASSED, Result(Outcome.FAIL, Severity.ERROR), "refuse"),
        ("ORG-009", unknown("上级"), Result(Outcome.FAIL, Severity.ERROR), "free"),
        ("ORG-013", PASSED, warning(), "refuse"),
        ("ORG-013", PASSED, Result(Outcome.WAIVED, Severity.WARNING), "free"),
        ("ORG-013", PASSED, unknown("单元"), "ask"),
        ("ORG-021", PASSED, warning(), "free"),
        ("LG-001", PASSED, warning(), "free"),
        ("CMT-009", PASSED, warning("c"), "ask"),
    ],
)
def test_what_a_new_finding_does_to_an_organising_act(rule, before, after, level):
    assert level_of(judged(before, rule), judged(after, rule)) == level


def test_new_subject_counts_as_having_passed():
    assert level_of(None, judged(warning(n=51))) == "ask"


def test_successor_inherits_the_fault_of_its_predecessor():
    before, after = judged(warning(n=51), number="P1"), judged(warning(n=51), number="P2")

    assert level_of(before, after) == "ask"
    assert level_of(before, after, origins={"P2": {"P1"}}) == "free"


def test_successor_of_a_successor_inherits_too():
    before, after = judged(warning(n=51), number="P1"), judged(warning(n=51), number="P3")

    assert level_of(before, after, origins={"P3": {"P2"}, "P2": {"P1"}}) == "free"
    assert level_of(before, after, origins={"P3": {"P2"}}) == "ask"


def test_part_that_returns_to_where_it_came_from_leads_nowhere_else():
    before, after = judged(warning(n=51), number="P1"), judged(warning(n=51), number="P1")

    assert level_of(before, after, origins={"P1": {"P2"}, "P2": {"P1"}}) == "free"


def test_what_takes_in_a_faulty_one_keeps_its_fault():
    """The fault is neither caused nor cured, whichever of the merged ones had it."""
    before = [judged(PASSED, number="P1"), judged(warning(n=51), number="P2")]
    after = [judged(warning(n=60), number="P3")]

    balance = weigh(before, after, FACTS, {"P3": {"P1", "P2"}})

    assert balance == Balance((), (), (), ())


def test_both_parts_of_a_faulty_one_keep_its_fault_and_one_cures_nothing():
    before = [judged(warning(n=120), number="P1")]
    after = [judged(warning(n=60), number="P2"), judged(PASSED, number="P3")]

    assert weigh(before, after, FACTS, {"P2": {"P1"}, "P3": {"P1"}}) == Balance((), (), (), ())


def test_missing_data_of_a_merged_one_excuse_no_new_fault():
    before = [judged(PASSED, number="P1"), judged(unknown("转正日期"), number="P2")]
    after = [judged(warning(n=51), number="P1")]

    assert [j.rule for j in weigh(before, after, FACTS, {"P1": {"P2"}}).asking] == ["ORG-005"]


def test_district_may_move_a_report_rule_but_not_an_invariant():
    refusing = school(branch(), enforcement={"ORG-005": Enforcement.REFUSE, "ORG-009": Enforcement.REPORT})
    error = Result(Outcome.FAIL, Severity.ERROR)

    assert level_of(judged(PASSED), judged(warning(n=51)), refusing) == "refuse"
    assert level_of(judged(PASSED, "ORG-009"), judged(error, "ORG-009"), refusing) == "refuse"


def test_cured_and_caused_are_told_apart():
    balance = weigh(
        [judged(warning(n=51)), judged(PASSED, "ORG-007")],
        [judged(PASSED), judged(warning(), "ORG-007")],
        FACTS,
        {},
    )

    assert ([j.rule for j in balance.caused], [j.rule for j in balance.cured]) == (["ORG-007"], ["ORG-005"])
