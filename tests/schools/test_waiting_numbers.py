"""Many moves at once: each writes its row alone, and the numbers are right at the end."""

from random import Random

import pytest
from django.db import connection, transaction

from schools.domain.trees import stands_below, wrong_nodes
from schools.domain.waiting_numbers import numbered_at_the_end, save_node
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
    """Return the numbers and the parent of each unit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, tree_id, lft, rght, level, parent_id FROM schools_unit")
        return {row[0]: row[1:] for row in cursor.fetchall()}


def move_later(unit: Unit, parent: Unit) -> Unit:
    fresh = Unit.objects.get(pk=unit.pk)
    fresh.parent = parent
    fresh.position = 1 + max(Unit.objects.filter(parent=parent).values_list("position", flat=True), default=0)
    save_node(fresh)
    return fresh


def test_of_many_moves_each_writes_its_row_alone_and_the_numbers_are_right_at_the_end(units):
    top, first, second, third, *groups = units
    before = rows()

    with transaction.atomic(), numbered_at_the_end(top.school_id):
        move_later(groups[0], second)
        move_later(second, third)
        waiting = rows()
        assert len(wrong_nodes(Unit)) > 0

    after = rows()
    assert {pk for pk, row in waiting.items() if row != before[pk]} == {groups[0].pk, second.pk}
    assert wrong_nodes(Unit) == []
    assert {pk: row[4] for pk, row in after.items()} == {
        **{pk: row[4] for pk, row in before.items()},
        groups[0].pk: second.pk,
        second.pk: third.pk,
    }
    assert after[first.pk][3] == 1


def test_any_moves_in_any_order_come_out_as_one_by_one(units):
    top, *others = units
    chance = Random(21)  # noqa: S311 -- the same moves at every run
    wanted = [(chance.choice(others), chance.choice([*units, None])) for _nth in range(60)]

    outcomes = []
    for save in (Unit.save, save_node):
        with transaction.atomic():
            with numbered_at_the_end(top.school_id):
                for nth, (unit, parent) in enumerate(wanted, 1):
                    fresh = Unit.objects.get(pk=unit.pk)
                    above = parent and Unit.objects.get(pk=parent.pk)
                    if above is None or not stands_below(above, fresh):
                        fresh.parent, fresh.position = above, nth
                        save(fresh)
            assert wrong_nodes(Unit) == []
            found = Unit.objects.values_list("pk", "parent_id", "lft", "rght", "level").order_by("pk")
            outcomes.append(list(found))
            transaction.set_rollback(True)

    assert outcomes[0] == outcomes[1]


def test_what_fails_numbers_nothing_and_the_next_waits_for_nobody(units):
    top, first, second, *_others = units

    def fail():
        with transaction.atomic(), numbered_at_the_end(top.school_id):
            move_later(first, second)
            raise RuntimeError

    before = rows()
    with pytest.raises(RuntimeError):
        fail()

    assert rows() == before
    move_later(first, second)
    assert wrong_nodes(Unit) == []


def test_what_stands_below_is_said_by_the_parents(units):
    top, first, second, _third, *groups = units

    assert [stands_below(groups[0], one) for one in (groups[0], first, top, second)] == [
        True,
        True,
        True,
        False,
    ]
    assert not stands_below(top, groups[0])
    with transaction.atomic(), numbered_at_the_end(top.school_id):
        move_later(first, second)
        assert stands_below(groups[0], second)
