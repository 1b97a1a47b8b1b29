"""The chart's layout: no database, plain cards."""

from itertools import pairwise

import pytest

from governance.chart.boxes import STACK_GAP, Box, card_height
from governance.chart.cards import Card
from governance.chart.columns import Forest, Section, children_of
from governance.chart.layout import SHEET, arrange
from tests.governance.chart.forests import cards, chart, random_chart, school_of


def overlapping(boxes):
    """Return pairs of boxes that overlap, found by sweeping from left to right."""
    found, open_ = [], []
    for box in sorted(boxes, key=lambda box: box.x):
        open_ = [other for other in open_ if other.x + other.width > box.x]
        found += [(other, box) for other in open_ if other.y < box.bottom and box.y < other.bottom]
        open_.append(box)
    return found


def boxes_of(picture):
    return [*picture.boxes.values(), picture.head, picture.party_label, picture.units_label]


def placed(number, *rows):
    """Return the boxes of a section in so many columns."""
    section = Section.of(Forest(cards(*rows)), number, card_height(2))
    boxes, trunks = section.place(0, 0)
    return section, boxes, trunks


def test_a_single_top_stands_alone_and_its_children_head_the_columns():
    section, boxes, trunks = placed(2, "P", "A<P", "B<P")

    assert section.top == "P"
    assert trunks == {"P": "", "A": "P", "B": "P"}
    assert boxes["A"].y == boxes["B"].y > boxes["P"].bottom
    assert boxes["A"].x < boxes["B"].x


def test_deeper_cards_are_stacked_and_indented_under_their_column_head():
    _section, boxes, _trunks = placed(1, "P", "A<P", "A1<A", "A2<A", "B<P")

    ys = [boxes[key].y for key in ("A", "A1", "A2", "B")]
    assert [b - a for a, b in pairwise(ys)] == [card_height(2) + STACK_GAP] * 3
    assert boxes["A1"].x > boxes["A"].x
    assert boxes["B"].x == boxes["A"].x


def test_several_tops_head_the_columns_themselves():
    section, boxes, trunks = placed(3, "A", "A1<A", "B", "C")

    assert section.top == ""
    assert trunks == {"A": "", "B": "", "C": ""}
    assert len({boxes[key].x for key in "ABC"}) == 3


def test_a_card_with_too_much_below_it_stands_above_columns_of_its_own():
    rows = ["P", "A<P", *(f"A{n}<A" for n in range(20)), "B<P"]

    section, boxes, trunks = placed(5, *rows)

    assert section.count == 5
    assert {trunks[f"A{n}"] for n in range(20) if f"A{n}" in trunks} == {"A"}
    assert len({boxes[f"A{n}"].x for n in range(20)}) == 4
    assert section.height < 10 * card_height(2)


def test_a_card_whose_upper_card_is_not_shown_becomes_a_head():
    assert [card.key for card in children_of(cards("A", "B<hidden"))[""]] == ["A", "B"]


@pytest.mark.parametrize(
    ("most", "expected"), [(1, ["ABCD"]), (2, ["AB", "CD"]), (3, ["A", "BC", "D"]), (9, ["A", "B", "C", "D"])]
)
def test_heads_are_cut_in_order_into_columns_of_about_the_same_height(most, expected):
    forest = Forest(cards("A", "A1<A", "B", "C", "D"))

    found = ["".join(card.key for card in column.heads) for column in forest.columns(most)]

    assert found == expected


@pytest.mark.parametrize("frame", [None, SHEET], ids=["window", "sheet"])
@pytest.mark.parametrize("number", [1, 2, 7, 40, 300, 2000])
@pytest.mark.parametrize("seed", range(4))
def test_nothing_overlaps_and_nothing_is_cropped(number, seed, frame):
    drawn = random_chart(number, seed)

    picture = arrange(drawn, *([frame] if frame else []))

    boxes = boxes_of(picture)
    assert len(picture.boxes) == number
    assert overlapping(boxes) == []
    assert min(min(box.x, box.y) for box in boxes) >= 0
    assert max(box.x + box.width for box in boxes) <= picture.width
    assert max(box.bottom for box in boxes) <= picture.height


def test_every_card_hangs_on_the_card_above_it():
    drawn = random_chart(300, 1)

    picture = arrange(drawn)

    parents = {card.key: card.parent for card in (*drawn.party, *drawn.units)}
    trunks = {key: above for key, above in picture.trunks.items() if above}
    assert trunks == {key: parents[key] for key in trunks}
    stacked = parents.keys() - picture.trunks.keys()
    assert all(picture.boxes[key].y > picture.boxes[parents[key]].y for key in stacked)


def test_the_large_school_is_no_strip():
    picture = arrange(school_of(300))

    assert picture.width < 2600
    assert 0.3 < picture.width / picture.height < 3


@pytest.mark.parametrize("number", [40, 300, 2000])
def test_a_sheet_has_about_the_shape_of_paper(number):
    picture = arrange(school_of(number), SHEET)

    assert 0.9 < picture.width / picture.height < 2.2


def test_organisations_stand_to_the_left_of_units():
    picture = arrange(chart(cards("P", "A<P"), cards("U", "V")))

    right_most = max(picture.boxes[key].x + picture.boxes[key].width for key in "PA")
    assert right_most < min(picture.boxes[key].x for key in "UV")


def test_a_school_without_bodies_still_has_a_picture():
    picture = arrange(chart())

    assert picture.boxes == {}
    assert picture.head.width < picture.width


def test_cards_are_as_high_as_the_fullest_needs():
    assert [card_height(rows) for rows in (0, 2, 3)] == [34, 70, 88]
    assert overlapping([Box(0, 0, 10, 10), Box(5, 5, 10, 10)]) != []
    assert arrange(chart((Card("A", "支部"),))).boxes["A"].height == card_height(0)
