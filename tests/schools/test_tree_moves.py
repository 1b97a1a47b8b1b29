"""A node moves inside its tree: its numbers follow from the parents, and no other row is written."""

from itertools import permutations

import pytest
from django.db import connection, transaction

from schools.domain.trees import wrong_nodes
from schools.models import Unit
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    """A campus with three departments of two groups each."""
    school = make.school()
    with transaction.atomic():
        top = make.unit(school, name="校区")
        heads = [make.unit(school, name=f"第{nth}部", parent=top, position=nth) for nth in range(1, 4)]
        groups = [
            make.unit(school, name=f"第{nth}组", parent=heads[(nth - 1) // 2], position=nth)
            for nth in range(1, 7)
        ]
    return [top, *heads, *groups]


def rows() -> dict[int, tuple]:
    """Return the numbers of each unit, and where the row is stored: a row that is written moves."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, tree_id, lft, rght, level, parent_id, ctid::text FROM schools_unit")
        return {row[0]: row[1:] for row in cursor.fetchall()}


def move(unit: Unit, parent: Unit) -> Unit:
    fresh = Unit.objects.get(pk=unit.pk)
    fresh.parent = Unit.objects.get(pk=parent.pk)
    fresh.position = 1 + max(Unit.objects.filter(parent=parent).values_list("position", flat=True), default=0)
    fresh.save()
    return fresh


def test_every_move_leaves_right_numbers(units):
    done = 0

    for unit, parent in permutations(units, 2):
        fresh = Unit.objects.get(pk=unit.pk)
        below = fresh.get_descendants(include_self=True)
        if fresh.parent_id != parent.pk and not below.filter(pk=parent.pk).exists():
            with transaction.atomic():
                moved = move(unit, parent)
                assert wrong_nodes(Unit) == []
                stored = Unit.objects.get(pk=unit.pk)
                assert stored.parent_id == parent.pk
                assert [getattr(moved, name) for name in ("tree_id", "lft", "rght", "level")] == [
                    getattr(stored, name) for name in ("tree_id", "lft", "rght", "level")
                ]
            done += 1

    assert done > 30


def test_only_rows_whose_numbers_change_are_written(units):
    _top, first, second, third, *_groups = units
    before = rows()

    move(first, second)

    after = rows()
    assert {pk for pk, row in after.items() if row[-1] != before[pk][-1]} == {
        pk for pk, row in after.items() if row[:-1] != before[pk][:-1]
    }
    assert after[third.pk] == before[third.pk]


def test_a_node_that_becomes_a_root_takes_a_number_nobody_else_is_given(units):
    _top, head, *_others = units
    freed = Unit.objects.get(pk=head.pk)
    freed.parent = None
    freed.save()

    other = make.unit(make.school(), name="别校的组")

    assert len({freed.tree_id, other.tree_id, units[0].tree_id}) == 3
    assert list(wrong_nodes(Unit)) == []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
