"""MEM-001: probationary members past the year."""

from governance.choices import Severity
from governance.facts import PersonCount
from governance.rules.examples import branch, school
from governance.rules.results import PASSED
from tests.governance.rules.cases import advice, result, said


def test_nobody_is_overdue():
    assert result(school(branch(full=5)), "MEM-001") == PASSED


def test_overdue_probation_is_counted_and_nobody_is_named():
    facts = school(branch(full=5), overdue_probation=PersonCount((11, 12)))
    found = result(facts, "MEM-001")

    assert (found.severity, found.evidence["person_ids"]) == (Severity.WARNING, [11, 12])
    assert said(facts, "MEM-001") == "示例小学有2名预备党员预备期已满，尚未登记讨论转正情况。"
    assert advice(facts, "MEM-001") == "请及时登记支部党员大会讨论和上级审批结果。"
