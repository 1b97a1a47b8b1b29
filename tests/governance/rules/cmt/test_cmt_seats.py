"""CMT-003, CMT-008: duties and empty seats."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.choices import Duty, GroupType, Outcome, Role, Severity
from governance.facts import Bound, OrgFact, SchoolFacts, exactly
from governance.rules.examples import ON, branch, general_branch, group, holder, school, term
from governance.rules.judging import judge
from tests.governance.rules.judged import (
    NOT_APPLICABLE,
    PASS,
    UNKNOWN,
    failing,
    fails,
    members,
    mend_of,
    only,
    outcome,
    sentence_of,
)


def sized(full: int | Bound, seats: int | None, **changes: object) -> SchoolFacts:
    return school(branch(full=full, since7=date(2024, 1, 1), term=term(committee_seats=seats), **changes))


def with_duties(*duties: Duty, present: int = 2, seats: int = 3) -> SchoolFacts:
    org = branch(full=9, term=term(committee_seats=seats), vacancy_since=ON)
    return school(org, roles=(holder(org, Role.SECRETARY), *members(org, present, *duties)))


def test_one_person_may_hold_two_duties() -> None:
    org = branch(full=9, term=term(committee_seats=3))
    two = holder(org, Role.MEMBER, duties=frozenset({Duty.ORGANIZATION, Duty.PUBLICITY}))
    third = holder(org, Role.MEMBER, duties=frozenset({Duty.DISCIPLINE}))
    facts = school(org, roles=(holder(org, Role.SECRETARY), two, third))

    assert outcome(facts, "CMT-003") == PASS


def test_missing_duties_are_named() -> None:
    found = only(with_duties(Duty.ORGANIZATION), "CMT-003")

    assert found.result.severity == Severity.ERROR
    assert sentence_of(found) == "示例小学党支部支部委员会未明确宣传委员、纪检委员。"
    assert mend_of(found) == "请在支部委员会会议上明确委员分工并登记；人数较少的可以由一人兼任两项。"


def test_no_duty_at_all_is_missing_data() -> None:
    assert only(with_duties(), "CMT-003").result.missing == ("委员分工",)


def test_an_empty_seat_explains_a_missing_duty_from_its_first_day() -> None:
    found = only(with_duties(Duty.ORGANIZATION, present=1), "CMT-003")

    assert (found.result.outcome, found.result.because) == (Outcome.NOT_APPLICABLE, "CMT-008")


def test_a_missing_committee_explains_missing_duties() -> None:
    assert only(sized(7, 0), "CMT-003").result.because == "CMT-001"
    assert only(sized(30, 8), "CMT-003").result.because == "CMT-008"


def vacant(days: int, present: int = 4, **changes: object) -> SchoolFacts:
    seats = {"committee_seats": 5, "full_at_start": exactly(20), **changes}
    org = branch(
        full=20, since7=date(2020, 1, 1), term=term(**seats), vacancy_since=ON - timedelta(days=days)
    )
    team = members(org, present - 1, Duty.ORGANIZATION, Duty.PUBLICITY)
    return school(org, roles=(holder(org, Role.SECRETARY), *team))


def orderly(days: int) -> SchoolFacts:
    """A single-branch school where all is well but for one vacant seat since ``days``."""
    facts = vacant(days, present=3)
    (org,), (head, *team) = facts.orgs, facts.roles
    deputy = holder(org, Role.DEPUTY_SECRETARY, is_full_time_party=True)
    principal = holder(None, Role.PRINCIPAL, person_id=head.person_id)
    topics = (GroupType.IDEOLOGICAL_POLITICAL, GroupType.MORAL_EDUCATION, GroupType.IDEOLOGY)
    return replace(
        facts,
        roles=(head, *team, deputy, principal),
        groups=(group(*topics, head_ids=(head.person_id,)),),
        unit_full=exactly(20),
        unit_all=20,
    )


def test_boundary_11_a_vacant_seat_is_one_finding_after_ninety_days() -> None:
    assert failing(orderly(30), "") == {}
    assert failing(orderly(90), "") == {}
    assert failing(orderly(91), "") == {"CMT-008": Severity.WARNING}
    assert {j.rule for j in judge(orderly(91)) if j.result.because == "CMT-008"} == {"CMT-003"}


def test_a_vacancy_is_said_with_its_days() -> None:
    found = only(vacant(92, present=3), "CMT-008")

    assert sentence_of(found) == (
        "示例小学党支部委员会核定5人，现有3人，缺额自2026年3月1日起已92天，尚未登记补选。"
    )
    assert mend_of(found) == "请按程序补选；书记、副书记确有必要的，可以由县委教育工委指派。"


@pytest.mark.parametrize("opened", ["by_election_opened_on", "election_opened_on"])
def test_an_opened_election_answers_a_vacancy(opened: str) -> None:
    assert outcome(vacant(200, **{opened: date(2026, 5, 1)}), "CMT-008") == PASS


def test_a_by_election_before_the_vacancy_filled_another_seat() -> None:
    earlier = vacant(200, by_election_opened_on=ON - timedelta(days=201))

    assert outcome(earlier, "CMT-008") == fails(Severity.WARNING)


@pytest.mark.parametrize(
    ("planned_end", "expected"),
    [
        (ON + timedelta(days=89), NOT_APPLICABLE),
        (ON + timedelta(days=90), fails(Severity.WARNING)),
        (ON - timedelta(days=1), NOT_APPLICABLE),
    ],
)
def test_a_term_that_ends_soon_fills_the_seat(planned_end: date, expected: object) -> None:
    assert outcome(vacant(200, planned_end=planned_end), "CMT-008") == expected


def test_without_an_end_the_vacancy_counts_from_the_start_of_the_term() -> None:
    org = branch(full=9, term=term(committee_seats=3, start=date(2026, 1, 1)))
    facts = school(org, roles=(holder(org, Role.SECRETARY), *members(org, 1)))

    assert only(facts, "CMT-008").result.evidence["since"] == "2026-01-01"


def test_the_secretary_seat_is_not_counted_here() -> None:
    org = branch(full=9, term=term(committee_seats=3), vacancy_since=date(2025, 6, 1))
    others = school(org, roles=members(org, 2))
    one_more = only(school(org, roles=members(org, 1)), "CMT-008")

    assert outcome(others, "CMT-008") == PASS
    assert (one_more.result.evidence["seats"], one_more.result.evidence["n"]) == (3, 1)


def test_a_deputy_is_missed_only_if_the_seat_was_approved() -> None:
    def without_deputy(deputy_seats: int) -> SchoolFacts:
        own = term(committee_seats=3, deputy_seats=deputy_seats)
        org = branch(full=9, term=own, vacancy_since=date(2026, 3, 1))
        return school(org, roles=(holder(org, Role.SECRETARY), *members(org, 2)))

    missed = only(without_deputy(1), "CMT-008")

    assert outcome(without_deputy(0), "CMT-008") == PASS
    assert sentence_of(missed) == (
        "示例小学党支部核定副书记1名，现有0名，缺额自2026年3月1日起已92天，尚未登记补选。"
    )


@pytest.mark.parametrize(
    ("org", "expected"),
    [
        (general_branch(full=60, term=term(committee_seats=None)), UNKNOWN),
        (branch(full=8, term=term(committee_seats=None)), UNKNOWN),
        (branch(full=6, term=term(committee_seats=None)), NOT_APPLICABLE),
        (branch(full=6, term=term(committee_seats=0)), PASS),
    ],
)
def test_seats_that_nobody_recorded(org: OrgFact, expected: object) -> None:
    assert outcome(school(org), "CMT-008") == expected
