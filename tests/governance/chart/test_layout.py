"""The chart's layout: no database, plain cards."""

from itertools import combinations, pairwise

import pytest

from governance.chart.cards import Card, Chart
from governance.chart.layout import (
    CARD_HEIGHT,
    STACK_GAP,
    Box,
    arrange,
    arrange_section,
    balanced,
    children_of,
)


def cards(*rows):
    """Return cards from "key" or "key<parent"."""
    return tuple(Card(key, key, parent) for key, _sign, parent in (row.partition("<") for row in rows))


def chart(party=(), units=()):
    return Chart("图", Card("S", "学校"), "党组织", "内设机构", tuple(party), tuple(units))


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.bottom and b.y < a.bottom


def big_school():
    """A school of 300 bodies: a committee over 5 general branches of 8 branches, and 254 units."""
    party = ["P", *(f"G{i}<P" for i in range(5)), *(f"B{i}-{j}<G{i}" for i in range(5) for j in range(8))]
    units = [f"C{i}" for i in range(4)]
    units += [f"U{i}-{j}<C{i}" for i in range(4) for j in range(25)]
    units += [f"V{i}-{j}<U{i}-{j}" for i in range(4) for j in range(25)]
    units += [f"W{j}" for j in range(50)]
    return chart(cards(*party), cards(*units))


def test_a_single_top_stands_alone_and_its_children_head_the_columns():
    section = arrange_section(cards("P", "A<P", "B<P"), 2)

    top, first, second = (section.boxes[key] for key in "PAB")
    assert section.top == "P"
    assert section.heads == ("A", "B")
    assert first.y == second.y > top.bottom
    assert first.x < second.x


def test_deeper_cards_are_stacked_and_indented_under_their_column_head():
    section = arrange_section(cards("P", "A<P", "A1<A", "A2<A", "B<P"), 1)

    ys = [section.boxes[key].y for key in ("A", "A1", "A2", "B")]
    assert [b - a for a, b in pairwise(ys)] == [CARD_HEIGHT + STACK_GAP] * 3
    assert section.boxes["A1"].x > section.boxes["A"].x
    assert section.boxes["B"].x == section.boxes["A"].x


def test_several_tops_head_the_columns_themselves():
    section = arrange_section(cards("A", "A1<A", "B", "C"), 3)

    assert section.top == ""
    assert section.heads == ("A", "B", "C")
    assert len({section.boxes[key].x for key in "ABC"}) == 2


def test_a_card_whose_upper_card_is_not_shown_becomes_a_head():
    assert [card.key for card in children_of(cards("A", "B<hidden"))[""]] == ["A", "B"]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [(1, [["A", "B", "C", "D"]]), (2, [["A"], ["B", "C", "D"]]), (9, [["A"], ["B", "C", "D"]])],
)
def test_heads_are_cut_into_columns_of_about_the_same_height(columns, expected):
    below = children_of(cards("A", "A1<A", "A2<A", "B", "C", "D"))

    found = balanced(below[""], below, columns)

    assert [[card.key for card in column] for column in found] == expected


def test_no_two_cards_of_a_large_school_overlap():
    picture = arrange(big_school())

    assert len(picture.boxes) == 300
    assert not [pair for pair in combinations(picture.boxes.values(), 2) if overlap(*pair)]


def test_a_large_school_is_no_strip():
    picture = arrange(big_school())

    assert picture.width < 2400
    assert 0.3 < picture.width / picture.height < 3


def test_everything_lies_inside_the_drawing():
    picture = arrange(big_school())

    boxes = [*picture.boxes.values(), picture.head, picture.party_label, picture.units_label]
    assert min(box.x for box in boxes) >= 0
    assert max(box.x + box.width for box in boxes) <= picture.width
    assert max(box.bottom for box in boxes) <= picture.height


def test_organisations_stand_to_the_left_of_units():
    picture = arrange(chart(cards("P", "A<P"), cards("U", "V")))

    assert max(picture.boxes[k].x + picture.boxes[k].width for k in "PA") < min(
        picture.boxes[k].x for k in "UV"
    )


def test_a_school_without_bodies_still_has_a_picture():
    picture = arrange(chart())

    assert picture.boxes == {}
    assert picture.head.width < picture.width
