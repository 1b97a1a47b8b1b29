"""Proposals of parts: every unit once, nearly the same size, none too small to start."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.domain.proposals import LEAST, Crew, along_units, balanced, parts_for


def crews(*totals, full=None):
    return tuple(
        Crew(f"U{nth:02d}", total, total if full is None else full[nth]) for nth, total in enumerate(totals)
    )


def sizes(parts):
    return [[crew.total for crew in part] for part in parts]


@pytest.mark.parametrize(("total", "parts"), [(1, 2), (34, 2), (60, 2), (61, 3), (120, 4)])
def test_number_of_parts(total, parts):
    assert parts_for(total) == parts


@pytest.mark.parametrize(
    ("totals", "parts", "expected"),
    [
        ((18, 16), 2, [[18], [16]]),
        ((10, 9, 8, 7), 2, [[10, 7], [9, 8]]),
        # Dealt out one by one it would be 6+4+4 against 5+5; one exchange does better.
        ((6, 5, 5, 4, 4), 2, [[6, 5], [5, 4, 4]]),
        ((12, 11, 11), 3, [[12], [11], [11]]),
        ((34,), 2, []),
        ((), 2, []),
    ],
)
def test_units_are_dealt_out_evenly(totals, parts, expected):
    found = balanced(crews(*totals), parts)

    assert sorted(sum(part) for part in sizes(found)) == sorted(sum(part) for part in expected)
    assert len(found) == len(expected)


def test_part_without_enough_full_members_takes_a_unit_more():
    found = balanced(crews(8, 8, 4, 4, full=(2, 8, 2, 2)), 2)

    assert [sum(crew.full for crew in part) >= LEAST for part in found] == [True, True]
    assert balanced(crews(8, 8, full=(2, 8)), 2) == ()


@given(st.lists(st.integers(3, 30), min_size=2, max_size=7), st.integers(2, 3))
def test_every_unit_is_in_one_part_and_no_single_change_is_better(totals, parts):
    given_crews = crews(*totals)
    found = balanced(given_crews, parts)
    if len(totals) < parts:
        assert found == ()
        return

    assert sorted(crew.unit for part in found for crew in part) == [crew.unit for crew in given_crews]
    assert len(found) == parts
    sums = [sum(crew.total for crew in part) for part in found]
    best = min(
        max(chosen) - min(chosen)
        for places in product(range(parts), repeat=len(totals))
        if len(set(places)) == parts
        for chosen in [[sum(t for t, p in zip(totals, places, strict=True) if p == n) for n in range(parts)]]
    )
    # Never further from the best than the largest unit is large.
    assert max(sums) - min(sums) <= best + max(totals)


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ((10, 9, 8), [[10], [9], [8]]),
        ((10, 2, 8), [[10], [2, 8]]),
        ((10, 8, 2), [[10], [8, 2]]),
        ((2, 1, 2, 2), [[2, 1], [2, 2]]),
        ((10, 2), []),
        ((), []),
    ],
)
def test_every_unit_with_enough_members_gets_a_branch(totals, expected):
    assert sizes(along_units(crews(*totals))) == expected


def test_full_members_are_counted_and_not_all():
    assert sizes(along_units(crews(5, 5, 5, full=(2, 4, 3)))) == [[5, 5], [5]]
