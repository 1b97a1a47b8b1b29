"""DAT-001: what is missing, in one finding."""

from dataclasses import replace

from governance.choices import Enforcement, Outcome, Role, Severity
from governance.facts import Bound, SchoolFacts
from governance.rules.catalogue import all_rules
from governance.rules.examples import school
from governance.rules.judging import judge
from governance.rules.results import PASSED
from tests.governance.rules.cases import advice, branch_school, codes, result, said


def incomplete() -> SchoolFacts:
    """A school in good order, but the secretary's date of full membership is missing."""
    facts = branch_school(12)
    roles = (replace(r, full_on=None) if r.role == Role.SECRETARY else r for r in facts.roles)
    return replace(facts, roles=tuple(roles))


def test_complete_data_pass():
    assert result(branch_school(12), "DAT-001") == PASSED


def test_a_missing_date_is_one_finding_however_many_judgements_wait_for_it():
    facts = incomplete()
    waiting = [j for j in judge(facts) if j.result.outcome == Outcome.UNKNOWN and not j.waits]

    found = result(facts, "DAT-001")

    assert codes(facts) == ["DAT-001"]
    assert found.severity == Severity.WARNING
    assert found.evidence["n"] == len(waiting) > 0
    assert found.evidence["fields"] == list(dict.fromkeys(m for j in waiting for m in j.result.missing))


def test_the_sentence_names_the_fields():
    facts = incomplete()
    found = result(facts, "DAT-001")

    assert said(facts, "DAT-001") == (
        f"示例小学有{found.evidence['n']}项情况因资料不全暂不能判断，缺："
        f"{'、'.join(found.evidence['fields'])}。"
    )
    assert "书记的转正日期" in found.evidence["fields"]
    assert advice(facts, "DAT-001") == "请补充登记上述资料。"


def test_asked_alone_the_rule_still_sees_every_judgement():
    facts = incomplete()
    (alone,) = judge(facts, ["DAT-001"])

    assert alone == next(j for j in judge(facts) if j.rule == "DAT-001")


def test_boundary_01_a_school_between_two_and_three_members_is_unknown():
    between = school(unit_full=Bound(2, 3), unit_all=3)

    assert result(between, "ORG-001").outcome == Outcome.UNKNOWN
    assert "DAT-001" in codes(between)


def test_missing_data_never_ask_for_a_reason():
    declared = all_rules()["DAT-001"]

    assert (declared.is_data, declared.enforcement) == (True, Enforcement.REPORT)
