"""TERM-007, TERM-008: the register of terms and the posts linked to them."""

from datetime import date

import pytest

from governance.choices import Gate, Method, OrgType, Outcome, Role, Severity
from governance.facts import SchoolFacts
from governance.rules.examples import UPPER, branch, holder, organization, school, term
from governance.rules.judging import judge, judge_at
from schools.choices import SchoolState
from tests.governance.rules.judged import (
    NOT_APPLICABLE,
    PASS,
    failing,
    fails,
    mend_of,
    only,
    outcome,
    sentence_of,
)

START, END = date(2023, 3, 15), date(2026, 3, 15)


def running(**changes: object) -> SchoolFacts:
    on = changes.pop("on", date(2026, 6, 1))
    return school(branch(full=5, term=term(**{"start": START, "planned_end": END, **changes})), on=on)


def test_a_working_organisation_without_a_term() -> None:
    facts = school(branch(full=8, term=None))
    found = only(facts, "TERM-007")

    assert (found.result.severity, found.result.variant) == (Severity.WARNING, "a")
    assert sentence_of(found) == "示例小学党支部未登记当前届次。"
    assert mend_of(found) == "请根据最近一次选举结果登记届次、任期和委员职数。"


def test_a_missing_term_silences_what_is_judged_by_it() -> None:
    facts = school(branch(full=8, term=None))
    silenced = ("TERM-002", "TERM-004", "CMT-001", "CMT-003", "CMT-008")

    assert [only(facts, code).result.because for code in silenced] == ["TERM-007"] * len(silenced)
    assert failing(facts, "TERM") == {"TERM-007": Severity.WARNING}


@pytest.mark.parametrize(
    ("previous", "number", "expected"),
    [(None, 7, PASS), (6, 7, PASS), (5, None, PASS), (5, 7, fails(Severity.WARNING, "c"))],
)
def test_terms_are_numbered_one_after_the_other(
    previous: int | None, number: int | None, expected: object
) -> None:
    facts = running(on=date(2025, 1, 1), previous_number=previous, number=number)

    assert outcome(facts, "TERM-007") == expected


def test_a_gap_is_said_with_both_numbers_and_silences_nothing() -> None:
    facts = running(previous_number=5, number=7)

    assert sentence_of(only(facts, "TERM-007")) == "示例小学党支部届次由第5届到第7届，不连续。"
    assert only(facts, "TERM-002").result.outcome == Outcome.FAIL


def test_activation_waits_for_a_term_and_not_for_its_number() -> None:
    missing, gap = branch(term=None), branch(term=term(number=7, previous_number=5))

    asked = {
        org.id: {j.rule: j.result.outcome for j in judge_at(school(org), Gate.G1, org.id)}
        for org in (missing, gap)
    }

    assert asked[missing.id]["TERM-007"] == Outcome.FAIL
    assert asked[gap.id]["TERM-007"] == Outcome.PASS


ORG = branch(full=8, term=term(committee_seats=3))


def linked(**changes: object) -> SchoolFacts:
    base = {"start": date(2024, 3, 15), "term_number": 2, "term_start": date(2024, 3, 15), "term_id": 7}
    return school(ORG, roles=(holder(ORG, Role.MEMBER, **{**base, **changes}),))


FAILS = fails(Severity.WARNING)


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

    assert sentence_of(found) == "委员演示甲的任职日期与示例小学党支部第2届任期不一致。"
    assert mend_of(found) == (
        "请按选举结果更正任职起止日期；连任的，上届任职在换届之日终止，另行登记新一届任职。"
    )


def test_posts_of_the_school_and_of_temporary_branches_serve_no_term() -> None:
    temporary = organization(OrgType.TEMPORARY_BRANCH, term=None)
    dates = {"start": date(2020, 1, 1), "term_start": date(2024, 3, 15)}
    roles = (holder(None, Role.PRINCIPAL, **dates), holder(temporary, Role.SECRETARY, **dates))

    found = judge(school(temporary, roles=roles), ["TERM-008"])

    assert [j.result.outcome for j in found] == [Outcome.NOT_APPLICABLE] * 2


def test_a_closed_school_is_the_only_fault() -> None:
    facts = running(on=date(2026, 3, 16), previous_number=5, number=7)
    closed = school(
        *facts.orgs,
        on=facts.on,
        state=SchoolState.CLOSED,
        closed_on=date(2025, 9, 1),
        ancestors={UPPER.id: UPPER},
    )

    assert failing(closed, "TERM") == {}
    assert set(failing(facts, "TERM")) == {"TERM-002", "TERM-007"}
