"""Current terms and empty seats."""

from datetime import date

from governance.choices import Role
from governance.facts import Bound
from tests import factories as make
from tests.factories import FOUNDED, ON, TERM_START

EVE = date(2026, 5, 31)


def only(facts, school, on=ON):
    [org] = facts(school, on).orgs
    return org


def test_a_term_ends_with_the_next_election_not_when_it_is_due(facts):
    school = make.school()
    branch = make.organization(school=school)
    old = make.term(branch, start=date(2020, 3, 15), end=ON, number=1, planned_end=date(2023, 3, 15))
    new = make.term(branch, start=ON, number=2, planned_end=date(2029, 6, 1))
    assert only(facts, school, EVE).term.id == old.id
    term = only(facts, school).term
    assert (term.id, term.number, term.start, term.actual_end) == (new.id, 2, ON, None)
    assert (term.previous_number, term.previous_planned_end, term.previous_actual_end) == (
        1,
        date(2023, 3, 15),
        ON,
    )


def test_without_a_term_there_is_none(facts):
    school = make.school()
    make.organization(school=school)
    assert (only(facts, school).term, only(facts, school).vacancy_since) == (None, None)


def test_full_members_are_counted_as_they_were_at_the_start(facts):
    school = make.school()
    branch = make.organization(school=school)
    make.member(school, branch)
    make.member(school, branch, full_on=None)
    make.member(school, branch, start=date(2024, 3, 16))
    make.membership(make.member(school), branch, end=TERM_START)
    make.membership(make.member(school), branch, end=date(2024, 3, 16))
    make.term(branch)
    assert only(facts, school).term.full_at_start == Bound(2, 3)


def test_what_happens_after_the_day_is_not_known(facts):
    school = make.school()
    branch = make.organization(school=school)
    make.term(
        branch,
        election_opened_on=ON,
        by_election_opened_on=ON,
        reminded_on=ON,
        extended_until=date(2028, 3, 15),
    )
    known, unknown = only(facts, school).term, only(facts, school, EVE).term
    assert (known.election_opened_on, known.by_election_opened_on, known.reminded_on) == (ON, ON, ON)
    assert (unknown.election_opened_on, unknown.by_election_opened_on, unknown.reminded_on) == (None,) * 3
    assert known.extended_until == date(2028, 3, 15)


def test_extension_and_early_election_are_approved_by_documents(facts):
    school = make.school()
    branch = make.organization(school=school)
    extension = make.document(school, issued_on=date(2026, 5, 1))
    make.term(branch, start=FOUNDED, end=TERM_START, early_approval=make.document(school))
    make.term(branch, extension=extension)
    term = only(facts, school).term
    assert (term.extension_approved_on, term.early_approved) == (date(2026, 5, 1), True)


def test_a_seat_is_empty_since_the_last_member_left(facts):
    school = make.school()
    branch = make.organization(school=school)
    make.term(branch, committee_seats=3)
    assert only(facts, school).vacancy_since == TERM_START
    first, second, third = make.members(3, school, branch)
    make.assign(first, branch, Role.MEMBER, start=FOUNDED, end=TERM_START)
    make.assign(second, branch, Role.MEMBER, end=date(2026, 4, 1))
    make.assign(third, branch, Role.MEMBER, end=ON)
    make.assign(third, branch, Role.DEPUTY_SECRETARY, start=ON)
    assert only(facts, school).vacancy_since == date(2026, 4, 1)
    assert only(facts, school, date(2026, 3, 31)).vacancy_since == TERM_START


def test_the_secretarys_post_is_vacant_since_the_last_one_ended(facts):
    school = make.school()
    branch = make.organization(school=school)
    assert only(facts, school).secretary_vacant_since == FOUNDED
    first, second = make.members(2, school, branch)
    make.assign(first, branch, start=FOUNDED, end=date(2026, 4, 1))
    make.assign(second, branch, start=date(2026, 4, 1), is_acting=True)
    assert only(facts, school).secretary_vacant_since == date(2026, 4, 1)
    assert only(facts, school, date(2026, 3, 31)).secretary_vacant_since is None
    make.assign(first, branch, start=ON)
    assert only(facts, school).secretary_vacant_since is None
