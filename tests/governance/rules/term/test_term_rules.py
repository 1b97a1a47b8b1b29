"""Chapter TERM: boundaries, gates and sentences."""

from datetime import date, timedelta

import pytest

from governance.choices import Basis, Gate, Method, OrgType, Outcome, Role, Severity
from governance.facts import SchoolFacts, WaiverFact
from governance.rules.catalogue import all_rules
from governance.rules.examples import (
    UPPER,
    branch,
    committee,
    general_branch,
    holder,
    organization,
    school,
    term,
)
from governance.rules.judging import judge, judge_at
from governance.rules.results import Judgement
from governance.rules.texts import mend, sentence
from governance.rules.vocabulary import add_months, add_years
from schools.choices import SchoolState

TERM_CODES = ("TERM-001", "TERM-002", "TERM-003", "TERM-004", "TERM-007", "TERM-008")
START, END = date(2023, 3, 15), date(2026, 3, 15)


def only(facts: SchoolFacts, code: str) -> Judgement:
    (found,) = judge(facts, [code])
    return found


def outcome(facts: SchoolFacts, code: str) -> tuple[Outcome, Severity | None, str]:
    result = only(facts, code).result
    return result.outcome, result.severity, result.variant


def said(judgement: Judgement) -> str:
    return sentence(judgement.rule, judgement.result.variant, judgement.result.evidence)


def how(judgement: Judgement) -> str:
    return mend(judgement.rule, judgement.result.variant, judgement.result.evidence)


def findings(facts: SchoolFacts, chapter: str = "TERM") -> dict[str, Severity | None]:
    return {j.rule: j.result.severity for j in judge(facts) if j.fails and j.rule.startswith(chapter)}


def running(**changes: object) -> SchoolFacts:
    on = changes.pop("on", date(2026, 6, 1))
    return school(branch(full=5, term=term(**{"start": START, "planned_end": END, **changes})), on=on)


PASS = (Outcome.PASS, None, "")
NOT_APPLICABLE = (Outcome.NOT_APPLICABLE, None, "")


@pytest.mark.parametrize("code", TERM_CODES)
def test_examples_say_what_they_claim(code: str) -> None:
    rule = all_rules()[code]

    passing = [j.result.outcome for j in judge(rule.passes.facts, [code])]
    failing = [j.result.outcome for j in judge(rule.fails.facts, [code])]

    assert passing == [Outcome.PASS]
    assert failing == [Outcome.FAIL]


# TERM-001


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (date(2026, 3, 15), PASS),
        (date(2026, 3, 15) + timedelta(days=31), PASS),
        (date(2026, 3, 15) - timedelta(days=31), PASS),
        (date(2026, 3, 15) + timedelta(days=32), (Outcome.FAIL, Severity.WARNING, "")),
        (date(2026, 3, 15) - timedelta(days=32), (Outcome.FAIL, Severity.WARNING, "")),
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

    assert said(found) == (
        "示例小学党支部第2届登记任期2023年3月15日至2028年3月15日，与党支部每届任期一般3年不一致。"
    )
    assert how(found) == "请核对批复或者选举结果报告，更正届满日期；经批准另有任期的，登记文件。"


@pytest.mark.parametrize(
    "changes", [{"start": date(2018, 6, 30), "planned_end": date(2023, 6, 30)}, {"is_carried_over": True}]
)
def test_older_and_carried_over_terms_have_no_set_length(changes: dict[str, object]) -> None:
    assert outcome(running(**{"planned_end": date(2029, 1, 1), **changes}), "TERM-001") == NOT_APPLICABLE


def test_the_rule_starts_with_the_first_of_july_2018() -> None:
    facts = running(start=date(2018, 7, 1), planned_end=date(2023, 7, 1))

    assert outcome(facts, "TERM-001") == (Outcome.FAIL, Severity.WARNING, "")


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


# TERM-002


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
    assert said(found) == "示例小学党支部第2届已于2026年3月15日届满，至今逾期30天，尚未登记换届结果。"
    assert how(found) == (
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

    assert said(found).startswith("示例小学党支部第—届已于2026年3月15日届满")


# TERM-003


def extended(until: date, approved_on: date | None = date(2026, 3, 1), **changes: object) -> SchoolFacts:
    return running(
        **{"on": date(2026, 3, 10), "extended_until": until, "extension_approved_on": approved_on, **changes}
    )


def test_boundary_20_twelve_months_and_a_day() -> None:
    exact = extended(date(2027, 3, 15))
    longer = only(extended(date(2027, 3, 16)), "TERM-003")

    assert outcome(exact, "TERM-003") == PASS
    assert (longer.result.severity, longer.result.variant) == (Severity.WARNING, "b")
    assert said(longer) == "示例小学党支部第2届延期换届期限13个月，超过一般不超过1年的要求。"
    assert how(longer) == "请补充登记县委教育工委的批准文件。"


def test_unapproved_extension_is_said_until_the_term_is_over() -> None:
    before = only(extended(date(2026, 9, 15), None, on=END), "TERM-003")
    after = only(extended(date(2026, 9, 15), None, on=END + timedelta(days=1)), "TERM-003")

    assert (before.result.severity, before.result.variant) == (Severity.ERROR, "a")
    assert said(before) == "示例小学党支部第2届延期换届未登记上级批准文件。"
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
    assert said(found) == "示例小学党支部第2届提前换届未登记上级批准文件。"
    assert outcome(elected(31, early_approved=True), "TERM-003") == PASS


def test_early_election_more_than_a_year_ahead() -> None:
    exact = elected(365, early_approved=True)
    found = only(elected(366, early_approved=True), "TERM-003")

    assert outcome(exact, "TERM-003") == PASS
    assert (found.result.severity, found.result.variant) == (Severity.WARNING, "d")
    assert said(found) == "示例小学党支部第2届提前换届期限13个月，超过一般不超过1年的要求。"


def test_a_local_limit_is_said_in_months() -> None:
    facts = extended(date(2026, 10, 15))
    local = school(*facts.orgs, on=facts.on, params={"SHIFT_MAX_MONTHS": 6})

    assert said(only(local, "TERM-003")).endswith("期限7个月，超过一般不超过6个月的要求。")


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


# TERM-004


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
    assert said(found) == "示例小学党支部将于2026年3月15日届满，尚未登记换届提醒。"
    assert how(found) == "请以发函或者电话等方式提醒做好换届准备，并登记日期。"


def test_an_overdue_term_needs_no_reminder() -> None:
    assert only(running(on=date(2026, 3, 16)), "TERM-004").result.because == "TERM-002"


# TERM-007


def test_a_working_organisation_without_a_term() -> None:
    facts = school(branch(full=8, term=None))
    found = only(facts, "TERM-007")

    assert (found.result.severity, found.result.variant) == (Severity.WARNING, "a")
    assert said(found) == "示例小学党支部未登记当前届次。"
    assert how(found) == "请根据最近一次选举结果登记届次、任期和委员职数。"


def test_a_missing_term_silences_what_is_judged_by_it() -> None:
    facts = school(branch(full=8, term=None))
    silenced = ("TERM-002", "TERM-004", "CMT-001", "CMT-003", "CMT-008")

    assert [only(facts, code).result.because for code in silenced] == ["TERM-007"] * len(silenced)
    assert findings(facts) == {"TERM-007": Severity.WARNING}


@pytest.mark.parametrize(
    ("previous", "number", "expected"),
    [(None, 7, PASS), (6, 7, PASS), (5, None, PASS), (5, 7, (Outcome.FAIL, Severity.WARNING, "c"))],
)
def test_terms_are_numbered_one_after_the_other(
    previous: int | None, number: int | None, expected: object
) -> None:
    facts = running(on=date(2025, 1, 1), previous_number=previous, number=number)

    assert outcome(facts, "TERM-007") == expected


def test_a_gap_is_said_with_both_numbers_and_silences_nothing() -> None:
    facts = running(previous_number=5, number=7)

    assert said(only(facts, "TERM-007")) == "示例小学党支部届次由第5届到第7届，不连续。"
    assert only(facts, "TERM-002").result.outcome == Outcome.FAIL


def test_activation_waits_for_a_term_and_not_for_its_number() -> None:
    missing, gap = branch(term=None), branch(term=term(number=7, previous_number=5))

    asked = {
        org.id: {j.rule: j.result.outcome for j in judge_at(school(org), Gate.G1, org.id)}
        for org in (missing, gap)
    }

    assert asked[missing.id]["TERM-007"] == Outcome.FAIL
    assert asked[gap.id]["TERM-007"] == Outcome.PASS


# TERM-008

ORG = branch(full=8, term=term(committee_seats=3))


def linked(**changes: object) -> SchoolFacts:
    base = {"start": date(2024, 3, 15), "term_number": 2, "term_start": date(2024, 3, 15), "term_id": 7}
    return school(ORG, roles=(holder(ORG, Role.MEMBER, **{**base, **changes}),))


FAILS = (Outcome.FAIL, Severity.WARNING, "")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, PASS),
        ({"start": date(2025, 5, 1)}, PASS),
        ({"start": date(2024, 3, 14)}, FAILS),
        ({"start": date(2024, 3, 14), "method": Method.ASSIGNED}, NOT_APPLICABLE),
        ({"start": date(2024, 3, 14), "is_acting": True}, NOT_APPLICABLE),
        ({"start": date(2024, 3, 14), "term_start": None}, NOT_APPLICABLE),
        ({"term_actual_end": date(2026, 5, 1)}, FAILS),
        ({"term_actual_end": date(2026, 7, 1), "end": date(2026, 7, 1)}, PASS),
        ({"term_actual_end": date(2026, 7, 1), "end": date(2026, 7, 2)}, FAILS),
    ],
)
def test_assignment_lies_within_its_term(changes: dict[str, object], expected: object) -> None:
    assert outcome(linked(**changes), "TERM-008") == expected


def test_assignment_outside_its_term_is_said_with_person_and_post() -> None:
    found = only(linked(term_actual_end=date(2026, 5, 1), person="演示甲"), "TERM-008")

    assert said(found) == "委员演示甲的任职日期与示例小学党支部第2届任期不一致。"
    assert how(found) == (
        "请按选举结果更正任职起止日期；连任的，上届任职在换届之日终止，另行登记新一届任职。"
    )


def test_posts_of_the_school_and_of_temporary_branches_serve_no_term() -> None:
    temporary = organization(OrgType.TEMPORARY_BRANCH, term=None)
    dates = {"start": date(2020, 1, 1), "term_start": date(2024, 3, 15)}
    roles = (holder(None, Role.PRINCIPAL, **dates), holder(temporary, Role.SECRETARY, **dates))

    found = judge(school(temporary, roles=roles), ["TERM-008"])

    assert [j.result.outcome for j in found] == [Outcome.NOT_APPLICABLE] * 2


# What is common to the chapter


def test_a_closed_school_is_the_only_fault() -> None:
    facts = running(on=date(2026, 3, 16), previous_number=5, number=7)
    closed = school(
        *facts.orgs,
        on=facts.on,
        state=SchoolState.CLOSED,
        closed_on=date(2025, 9, 1),
        ancestors={UPPER.id: UPPER},
    )

    assert findings(closed) == {}
    assert set(findings(facts)) == {"TERM-002", "TERM-007"}


@pytest.mark.parametrize("code", TERM_CODES)
def test_article_numbers_stand_only_with_texts_that_were_read(code: str) -> None:
    assert [s.document for s in all_rules()[code].sources if s.article and s.basis != Basis.CENTRAL] == []
