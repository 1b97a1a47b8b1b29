"""TERM-001, TERM-002: how long a term runs and when it is over."""

from datetime import date, timedelta

import pytest

from governance.choices import OrgType, Outcome, Severity
from governance.facts import SchoolFacts, WaiverFact
from governance.rules.examples import branch, committee, general_branch, organization, school, term
from governance.rules.vocabulary import add_months, add_years
from tests.governance.rules.judged import NOT_APPLICABLE, PASS, fails, mend_of, only, outcome, sentence_of

START, END = date(2023, 3, 15), date(2026, 3, 15)


def running(**changes: object) -> SchoolFacts:
    on = changes.pop("on", date(2026, 6, 1))
    return school(branch(full=5, term=term(**{"start": START, "planned_end": END, **changes})), on=on)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (date(2026, 3, 15), PASS),
        (date(2026, 3, 15) + timedelta(days=31), PASS),
        (date(2026, 3, 15) - timedelta(days=31), PASS),
        (date(2026, 3, 15) + timedelta(days=32), fails(Severity.WARNING)),
        (date(2026, 3, 15) - timedelta(days=32), fails(Severity.WARNING)),
        (None, (Outcome.UNKNOWN, None, "")),
    ],
)
def test_term_length_has_a_tolerance_of_a_month(end: date | None, expected: object) -> None:
    assert outcome(running(planned_end=end, on=date(2025, 1, 1)), "TERM-001") == expected


@pytest.mark.parametrize(("build", "years"), [(committee, 5), (general_branch, 3), (branch, 3)])
def test_years_follow_the_type(build: object, years: int) -> None:
    own = term(start=START, planned_end=add_years(START, years))

    assert outcome(school(build(term=own), on=date(2025, 1, 1)), "TERM-001") == PASS


def test_term_length_is_said_with_type_and_years() -> None:
    found = only(running(planned_end=date(2028, 3, 15)), "TERM-001")

    assert sentence_of(found) == (
        "示例小学党支部第2届登记任期2023年3月15日至2028年3月15日，与党支部每届任期一般3年不一致。"
    )
    assert mend_of(found) == "请核对批复或者选举结果报告，更正届满日期；经批准另有任期的，登记文件。"


@pytest.mark.parametrize(
    "changes", [{"start": date(2018, 6, 30), "planned_end": date(2023, 6, 30)}, {"is_carried_over": True}]
)
def test_older_and_carried_over_terms_have_no_set_length(changes: dict[str, object]) -> None:
    assert outcome(running(**{"planned_end": date(2029, 1, 1), **changes}), "TERM-001") == NOT_APPLICABLE


def test_the_rule_starts_with_the_first_of_july_2018() -> None:
    facts = running(start=date(2018, 7, 1), planned_end=date(2023, 7, 1))

    assert outcome(facts, "TERM-001") == fails(Severity.WARNING)


def test_boundary_21_a_term_from_29_february_is_due_on_28_february() -> None:
    facts = running(start=date(2024, 2, 29), planned_end=date(2027, 2, 28), on=date(2027, 2, 28))
    exact = school(*facts.orgs, on=facts.on, params={"TERM_TOLERANCE": 0})

    assert add_years(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert outcome(exact, "TERM-001") == PASS
    assert outcome(exact, "TERM-002") == PASS
    assert outcome(school(*facts.orgs, on=date(2027, 3, 1)), "TERM-002")[0] == Outcome.FAIL


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 15), -6, date(2025, 9, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
    ],
)
def test_months_are_clamped_to_the_end_of_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("on", "changes", "expected"),
    [
        (END - timedelta(days=1), {}, Outcome.PASS),
        (END, {}, Outcome.PASS),
        (END + timedelta(days=1), {}, Outcome.FAIL),
        (END + timedelta(days=1), {"extended_until": date(2026, 9, 15)}, Outcome.FAIL),
        (
            END + timedelta(days=1),
            {"extended_until": date(2026, 9, 15), "extension_approved_on": date(2026, 3, 17)},
            Outcome.FAIL,
        ),
        (
            END + timedelta(days=1),
            {"extended_until": date(2026, 9, 15), "extension_approved_on": date(2026, 3, 16)},
            Outcome.PASS,
        ),
        (
            date(2026, 9, 16),
            {"extended_until": date(2026, 9, 15), "extension_approved_on": date(2026, 3, 1)},
            Outcome.FAIL,
        ),
        (END + timedelta(days=1), {"election_opened_on": END}, Outcome.FAIL),
        (END, {"planned_end": None}, Outcome.UNKNOWN),
    ],
)
def test_boundary_19_due_today_overdue_tomorrow_unless_the_extension_is_approved(
    on: date, changes: dict[str, object], expected: Outcome
) -> None:
    assert only(running(on=on, **changes), "TERM-002").result.outcome == expected


def test_overdue_term_is_said_with_the_days() -> None:
    found = only(running(on=date(2026, 4, 14), election_opened_on=date(2026, 4, 1)), "TERM-002")

    assert found.result.severity == Severity.ERROR
    assert sentence_of(found) == "示例小学党支部第2届已于2026年3月15日届满，至今逾期30天，尚未登记换届结果。"
    assert mend_of(found) == (
        "请向县委教育工委报送换届请示；确需延期的，报县委教育工委批准后登记，"
        "延长期限一般不超过1年。已换届的请登记选举结果。"
    )
    assert found.result.evidence["election_opened_on"] == "2026-04-01"


def test_an_overdue_term_cannot_be_waived() -> None:
    facts = running(on=END + timedelta(days=1))
    number = facts.orgs[0].number
    waiver = WaiverFact("TERM-002", "organization", number, date(2030, 1, 1))
    waived = school(*facts.orgs, on=facts.on, waivers=(waiver,))

    assert only(waived, "TERM-002").result.outcome == Outcome.FAIL


@pytest.mark.parametrize("kind", [OrgType.TEMPORARY_BRANCH, OrgType.GROUP])
def test_temporary_branches_and_groups_serve_no_term(kind: OrgType) -> None:
    facts = school(organization(kind, term=None))

    assert {code: outcome(facts, code) for code in ("TERM-002", "TERM-004", "TERM-007")} == dict.fromkeys(
        ("TERM-002", "TERM-004", "TERM-007"), NOT_APPLICABLE
    )


def test_a_number_that_nobody_recorded_is_a_dash() -> None:
    found = only(running(number=None, on=date(2026, 3, 16)), "TERM-002")

    assert sentence_of(found).startswith("示例小学党支部第—届已于2026年3月15日届满")
