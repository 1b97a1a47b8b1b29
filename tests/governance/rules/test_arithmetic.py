"""Every number printed in the catalogue's golden boundary cases."""

from datetime import date

import pytest

from governance.rules.arithmetic import (
    election_quorum,
    excellent_cap,
    half_quorum,
    latest_extension,
    majority,
    minimum_candidates,
    reminder_on,
    request_by,
    term_due_on,
    two_thirds_quorum,
)

CANDIDATES = {3: 4, 4: 5, 5: 6, 6: 8, 7: 9, 8: 10, 9: 11, 10: 12, 11: 14}
FOUR_FIFTHS = {3: 3, 5: 4, 6: 5, 7: 6, 9: 8, 10: 8, 12: 10, 22: 18, 30: 24, 49: 40, 50: 40, 100: 80}
EXCELLENT = {3: 1, 7: 2, 10: 3, 22: 7, 50: 16}


@pytest.mark.parametrize(("seats", "candidates"), CANDIDATES.items())
def test_minimum_candidates(seats, candidates):
    assert minimum_candidates(seats) == candidates


@pytest.mark.parametrize(("electors", "quorum"), FOUR_FIFTHS.items())
def test_election_quorum(electors, quorum):
    assert election_quorum(electors) == quorum


@pytest.mark.parametrize(
    ("members", "half", "two_thirds", "pass_with"), [(5, 3, 4, 3), (7, 4, 5, 4), (9, 5, 6, 5)]
)
def test_committee_meeting(members, half, two_thirds, pass_with):
    assert (half_quorum(members), two_thirds_quorum(members), majority(members)) == (
        half,
        two_thirds,
        pass_with,
    )


def test_committee_of_four_meets_with_half_and_decides_with_three():
    assert (half_quorum(4), majority(4)) == (2, 3)


@pytest.mark.parametrize(("assessed", "cap"), EXCELLENT.items())
def test_excellent_cap(assessed, cap):
    assert excellent_cap(assessed) == cap


def test_dates_of_a_branch_term():
    due = term_due_on(date(2023, 3, 15), 3)

    assert due == date(2026, 3, 15)
    assert reminder_on(due) == date(2025, 9, 15)
    assert request_by(due) == date(2026, 1, 15)
    assert latest_extension(due) == date(2027, 3, 15)


def test_due_date_of_a_committee_term():
    assert term_due_on(date(2021, 3, 15), 5) == date(2026, 3, 15)


def test_boundary_21_term_that_began_on_29_february():
    assert term_due_on(date(2024, 2, 29), 3) == date(2027, 2, 28)


def test_a_lead_of_months_is_clamped_to_the_months_end():
    assert reminder_on(date(2026, 8, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize("count", range(1, 201))
def test_every_number_is_the_smallest_that_satisfies_its_rule(count):
    def smallest(holds):
        return next(n for n in range(2 * count + 2) if holds(n))

    assert minimum_candidates(count) == smallest(lambda n: (n - count) * 5 >= count)
    assert election_quorum(count) == smallest(lambda n: n * 5 >= count * 4)
    assert half_quorum(count) == smallest(lambda n: n * 2 >= count)
    assert two_thirds_quorum(count) == smallest(lambda n: n * 3 >= count * 2)
    assert majority(count) == smallest(lambda n: n * 2 > count)
    assert excellent_cap(count) * 3 <= count < (excellent_cap(count) + 1) * 3
