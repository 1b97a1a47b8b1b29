"""Seats minus assignments."""

from governance.domain.vacancies import Seats, vacancies

BRANCH = ("organization", 7)


def seats(role="secretary", number=1, holders=(), acting=(), body=BRANCH):
    return Seats(body, role, role, number, frozenset(holders), frozenset(acting))


def told(found):
    return [(v.role, v.seats, v.filled) for v in found]


def test_an_empty_seat_is_a_vacancy():
    assert told(vacancies([seats()], {})) == [("secretary", 1, 0)]


def test_a_filled_seat_is_none():
    assert vacancies([seats(holders=[1])], {}) == []


def test_an_acting_holder_leaves_the_seat_empty_and_is_said():
    found = vacancies([seats(acting=[1])], {})

    assert told(found) == [("secretary", 1, 0)]
    assert found[0].is_acted


def test_a_post_with_an_open_number_is_never_vacant():
    assert vacancies([seats("member", None)], {}) == []


def test_more_holders_than_seats_is_no_vacancy():
    assert vacancies([seats(holders=[1, 2])], {}) == []


def test_a_committee_counts_distinct_persons():
    posts = [seats(holders=[1]), seats("deputy_secretary", None, [2]), seats("member", None, [1, 2, 3])]

    assert vacancies(posts, {7: 3}) == []
    assert told(vacancies(posts, {7: 5})) == [("member", 5, 3)]


def test_a_vacant_secretary_is_not_counted_twice():
    posts = [seats(), seats("member", None, [2, 3])]

    assert told(vacancies(posts, {7: 3})) == [("secretary", 1, 0)]
    assert told(vacancies(posts, {7: 4})) == [("secretary", 1, 0), ("member", 3, 2)]


def test_without_a_committee_nobody_is_missing():
    assert vacancies([seats(holders=[1])], {7: 0, 8: None}) == []


def test_the_posts_of_another_body_do_not_fill_the_committee():
    other = seats("member", None, [1, 2, 3], body=("organization", 8))

    assert told(vacancies([other], {7: 3})) == [("member", 3, 0)]
