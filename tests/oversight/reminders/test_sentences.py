"""Every kind of reminder says something, in both languages."""

import pytest
from django.utils.translation import override

from oversight.models import Reminder
from oversight.reminders.sentences import TEXTS, label, sentence
from tests.translations.chinese import CHINESE
from tests.translations.conftest import catalogue, english  # noqa: F401 -- fixtures

WORDS = {
    "org": "Branch", "school": "School", "plan": "Plan", "rule": "ORG-005", "since": "2026-03-01",
    "until": "2026-07-01", "deadline": "2026-07-01", "days": 90, "seats": 5, "n": 4, "number": "No. 1",
    "user": "Somebody", "scope": "County", "variant": "", "round": "Round", "year": 2026,
    "evidence": {"org": "Branch", "n": 52, "max": 50, "approver": "Committee"},
}  # fmt: skip


@pytest.mark.parametrize("kind", TEXTS)
def test_a_kind_is_said_in_both_languages(kind, english):  # noqa: F811 -- the fixture
    reminder = Reminder(kind=kind, words=WORDS)

    chinese = f"{label(reminder)} {sentence(reminder)}"
    with override("en"):
        translated = f"{label(reminder)} {sentence(reminder)}"

    assert CHINESE.search(chinese)
    assert CHINESE.search(translated) is None
    assert "—" not in chinese


def test_days_are_written_out_and_a_rule_is_named():
    text = sentence(Reminder(kind="waiver_14_days", words=WORDS))

    assert text == "School的豁免（ORG-005 支部党员人数）将于2026年7月1日到期，不足半个月，尚未续期。"


def test_a_kind_nobody_knows_any_more_still_says_what_it_is_about():
    reminder = Reminder(kind="former_kind", words={"org": "演示党支部"})

    assert (label(reminder), sentence(reminder)) == ("其他", "演示党支部—有一件事项到期。")
