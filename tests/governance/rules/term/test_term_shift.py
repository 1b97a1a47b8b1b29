"""TERM-003, TERM-004: extensions, early elections and reminders."""

from datetime import date, timedelta

import pytest

from governance.choices import Outcome, Severity
from governance.facts import SchoolFacts, WaiverFact
from governance.rules.examples import branch, school, term
from tests.governance.rules.judged import (
    PASS,
    mend_of,
    only,
    outcome,
    sentence_of,
)

START, END = date(2023, 3, 15), date(2026, 3, 15)


def running(**changes: object) -> SchoolFacts:
    on = changes.pop("on", date(2026, 6, 1))
    return school(branch(full=5, term=term(**{"start": START, "planned_end": END, **changes})), on=on)


def extended(until: date, approved_on: date | None = date(2026, 3, 1), **changes: object) -> SchoolFacts:
    return running(
        **{"on": date(2026, 3, 10), "extended_until": until, "extension_approved_on": approved_on, **changes}
    )


def test_boundary_20_twelve_months_and_a_day() -> None:
    exact = extended(date(2027, 3, 15))
    longer = only(extended(date(2027, 3, 16)), "TERM-003")

    assert outcome(exact, "TERM-003") == PASS
    assert (longer.result.severity, longer.result.variant) == (Severity.WARNING, "b")
    assert sentence_of(longer) == "示例小学党支部第2届延期换届期限13个月，超过一般不超过1年的要求。"
    assert mend_of(longer) == "请补充登记县委教育工委的批准文件。"


def test_unapproved_extension_is_said_until_the_term_is_over() -> None:
    before = only(extended(date(2026, 9, 15), None, on=END), "TERM-003")
    after = only(extended(date(2026, 9, 15), None, on=END + timedelta(days=1)), "TERM-003")

    assert (before.result.severity, before.result.variant) == (Severity.ERROR, "a")
    assert sentence_of(before) == "示例小学党支部第2届延期换届未登记上级批准文件。"
    assert (after.result.outcome, after.result.because) == (Outcome.NOT_APPLICABLE, "TERM-002")


def test_an_extension_approved_only_later_is_no_extension_yet() -> None:
    assert outcome(extended(date(2026, 9, 15), date(2026, 3, 11)), "TERM-003")[2] == "a"
    assert outcome(extended(date(2026, 9, 15), date(2026, 3, 10)), "TERM-003") == PASS


def elected(early_days: int, **changes: object) -> SchoolFacts:
    start = date(2026, 3, 15)
    own = term(
        **{
            "number": 3,
            "start": start,
            "planned_end": date(2029, 3, 15),
            "previous_number": 2,
            "previous_planned_end": start + timedelta(days=early_days),
            **changes,
        }
    )
    return school(branch(full=5, term=own))


def test_early_election_within_the_tolerance_passes() -> None:
    assert outcome(elected(30), "TERM-003") == PASS
    assert outcome(elected(-400), "TERM-003") == PASS


def test_early_election_needs_approval() -> None:
    found = only(elected(31), "TERM-003")

    assert (found.result.severity, found.result.variant) == (Severity.ERROR, "c")
    assert sentence_of(found) == "示例小学党支部第2届提前换届未登记上级批准文件。"
    assert outcome(elected(31, early_approved=True), "TERM-003") == PASS


def test_early_election_more_than_a_year_ahead() -> None:
    exact = elected(365, early_approved=True)
    found = only(elected(366, early_approved=True), "TERM-003")

    assert outcome(exact, "TERM-003") == PASS
    assert (found.result.severity, found.result.variant) == (Severity.WARNING, "d")
    assert sentence_of(found) == "示例小学党支部第2届提前换届期限13个月，超过一般不超过1年的要求。"


def test_a_local_limit_is_said_in_months() -> None:
    facts = extended(date(2026, 10, 15))
    local = school(*facts.orgs, on=facts.on, params={"SHIFT_MAX_MONTHS": 6})

    assert sentence_of(only(local, "TERM-003")).endswith("期限7个月，超过一般不超过6个月的要求。")


def test_a_term_carried_over_by_an_adjustment_was_not_early() -> None:
    assert outcome(elected(500, is_carried_over=True), "TERM-003") == PASS


def test_an_extension_of_a_term_without_due_date_cannot_be_judged() -> None:
    assert only(extended(date(2027, 3, 15), planned_end=None), "TERM-003").result.missing == ("届满日期",)


@pytest.mark.parametrize(
    ("until", "approved_on", "expected"),
    [
        (date(2027, 3, 16), date(2026, 3, 1), Outcome.WAIVED),
        (date(2026, 9, 15), None, Outcome.FAIL),
    ],
)
def test_only_the_length_of_a_shift_can_be_waived(
    until: date, approved_on: date | None, expected: Outcome
) -> None:
    facts = extended(until, approved_on)
    number = only(facts, "TERM-003").subject_number
    waiver = WaiverFact("TERM-003", "term", number, date(2030, 1, 1))
    waived = school(*facts.orgs, on=facts.on, waivers=(waiver,))

    assert only(waived, "TERM-003").result.outcome == expected


@pytest.mark.parametrize(
    ("on", "changes", "expected"),
    [
        (date(2025, 9, 14), {}, Outcome.PASS),
        (date(2025, 9, 15), {}, Outcome.FAIL),
        (END, {}, Outcome.FAIL),
        (date(2025, 10, 1), {"reminded_on": date(2025, 9, 20)}, Outcome.PASS),
        (date(2025, 10, 1), {"election_opened_on": date(2025, 9, 20)}, Outcome.NOT_APPLICABLE),
        (date(2025, 10, 1), {"extended_until": date(2026, 9, 15)}, Outcome.FAIL),
        (
            date(2025, 10, 1),
            {"extended_until": date(2026, 9, 15), "extension_approved_on": date(2025, 9, 30)},
            Outcome.NOT_APPLICABLE,
        ),
        (date(2025, 10, 1), {"planned_end": None}, Outcome.UNKNOWN),
    ],
)
def test_reminder_half_a_year_ahead(on: date, changes: dict[str, object], expected: Outcome) -> None:
    assert only(running(on=on, **changes), "TERM-004").result.outcome == expected


def test_reminder_is_a_task_of_the_upper_body() -> None:
    found = only(running(on=date(2025, 9, 15)), "TERM-004")

    assert found.result.severity == Severity.INFO
    assert sentence_of(found) == "示例小学党支部将于2026年3月15日届满，尚未登记换届提醒。"
    assert mend_of(found) == "请以发函或者电话等方式提醒做好换届准备，并登记日期。"


def test_an_overdue_term_needs_no_reminder() -> None:
    assert only(running(on=date(2026, 3, 16)), "TERM-004").result.because == "TERM-002"
