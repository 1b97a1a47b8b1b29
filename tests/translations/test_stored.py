"""What is stored is Chinese, whoever acts; what is shown of it is English."""

from django.utils.translation import override

from governance.domain.structure import organization_rename
from governance.rules.catalogue import all_rules
from governance.rules.judging import judge
from governance.rules.texts import sentence, shown
from tests import structures


def test_evidence_is_kept_in_chinese_and_read_in_english(english):
    rule = all_rules()["TERM-001"]

    with override("en"):
        (found,) = (j.result for j in judge(rule.fails.facts, [rule.code]) if j.fails)
        said = sentence(rule.code, found.variant, found.evidence)

    assert found.evidence["type"] == "党支部"
    assert "usual for the type “Party branch” are 3 years" in said


def test_dates_and_phrases_are_shown_in_english(english):
    with override("en"):
        assert shown("2026-03-05") == "2026-03-05"
        assert (
            shown([{"text": "任职{n}项", "n": 2}, "撤销批复"]) == "2 assignments, approval of the dissolution"
        )


def test_the_log_is_kept_in_chinese(english, db):
    act = structures.do()
    organization = structures.single_branch().root

    with override("en"):
        organization_rename(act=act, organization=organization, full_name="New", short_name="New")

    assert act.change_set.summary == f"{organization.full_name}更名为New"
