"""Numbers of trees put together from rows of the past."""

from governance.history.trees import plant_rows
from schools.models import Unit


def unit(pk, parent=None, position=0):
    return Unit(pk=pk, number=f"U{pk:02d}", parent_id=parent, position=position)


def numbers(rows):
    return [(row.pk, row.tree_id, row.lft, row.rght, row.level) for row in rows]


def test_rows_are_numbered_by_parent_position_and_number():
    rows = [unit(1), unit(2, 1, 2), unit(3, 1, 1), unit(4, 3), unit(5, 1, 2)]

    assert numbers(plant_rows(rows)) == [
        (1, 1, 1, 10, 0),
        (3, 1, 2, 5, 1),
        (4, 1, 3, 4, 2),
        (2, 1, 6, 7, 1),
        (5, 1, 8, 9, 1),
    ]


def test_row_whose_parent_is_not_there_is_a_root():
    assert numbers(plant_rows([unit(2, 9), unit(1)])) == [(1, 1, 1, 2, 0), (2, 2, 1, 2, 0)]


def test_circle_is_opened_at_its_oldest_row():
    assert numbers(plant_rows([unit(2, 1), unit(1, 2)])) == [(1, 1, 1, 4, 0), (2, 1, 2, 3, 1)]


def test_nothing_is_numbered_as_nothing():
    assert plant_rows([]) == []
