"""Where every card goes: upper levels side by side, deeper ones stacked under their column head.

A classic tree draws 245 leaves as a strip of 39,000 pixels. Here the top of a section stands alone,
the cards of the next level head columns and everything below them is stacked and indented, so that
width and height can be traded by the number of columns. ``arrange`` tries the numbers for both
sections and keeps the picture whose shape is nearest to the window's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import inf, log

from governance.chart.cards import Card, Chart

CARD_WIDTH, CARD_HEIGHT = 216, 70
HEAD_WIDTH, HEAD_HEIGHT = 340, 70
LABEL_WIDTH, LABEL_HEIGHT = 120, 28
COLUMN_GAP, STACK_GAP, ROW_GAP = 20, 22, 36
INDENT = 22
SECTION_GAP = 96
MARGIN = 14
TRUNK = 11
MOST_COLUMNS = 8
#: The shape of the window the chart is drawn for, and the width it should not exceed.
ASPECT, COMFORTABLE_WIDTH = 1.5, 1320


@dataclass(frozen=True, slots=True)
class Box:
    """A card's place."""

    x: float
    y: float
    width: float = CARD_WIDTH
    height: float = CARD_HEIGHT

    @property
    def middle(self) -> float:
        """The horizontal middle."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass
class Section:
    """The cards of one section, placed from its upper left corner.

    ``heads`` are the cards that stand at the top of the columns or under another head; a line leads
    to them from ``top``, the single card above, or from the section's label where there is none.
    """

    boxes: dict[str, Box] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    top: str = ""
    width: float = LABEL_WIDTH
    height: float = LABEL_HEIGHT
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """Both sections and the head in the coordinates of the drawing."""

    width: float
    height: float
    head: Box
    party_label: Box
    units_label: Box
    boxes: Mapping[str, Box]
    party: Section
    units: Section


def arrange(chart: Chart) -> Picture:
    """Return the best picture of the chart."""
    party, units = _sections(chart.party), _sections(chart.units)
    return min((compose(left, right) for left, right in product(party, units)), key=misfit)


def misfit(picture: Picture) -> float:
    """Return how far the shape is from the window's; too wide and half empty count as well.

    Organisations in one column are preferred: nothing then stands between a branch and its units.
    """
    too_wide = max(0.0, picture.width / COMFORTABLE_WIDTH - 1)
    room = picture.width * picture.height
    used = CARD_WIDTH * CARD_HEIGHT * len(picture.boxes) / room
    return (
        abs(log(picture.width / picture.height / ASPECT))
        + 3 * too_wide
        - 1.5 * used
        + 0.3 * picture.party.columns
    )


def _sections(cards: Sequence[Card]) -> list[Section]:
    """Return the section in every number of columns worth trying."""
    return [arrange_section(cards, columns) for columns in range(1, min(len(cards), MOST_COLUMNS) + 1)] or [
        Section()
    ]


def arrange_section(cards: Sequence[Card], columns: int) -> Section:
    """Place the cards: a single top above ``columns`` columns of stacked cards."""
    below = children_of(cards)
    section, heads, top = Section(), below.get("", []), LABEL_HEIGHT + ROW_GAP / 2
    above = None
    if len(heads) == 1 and heads[0].key in below:
        above, heads = heads[0], below[heads[0].key]
        top += CARD_HEIGHT + ROW_GAP
    section.heads, section.top = tuple(head.key for head in heads), above.key if above else ""
    right, bottom = 0.0, top
    section.columns = columns
    for column in balanced(heads, below, columns):
        width, low = _stack(section, below, column, right + TRUNK, top)
        right, bottom = right + TRUNK + width + COLUMN_GAP, max(bottom, low)
    section.width, section.height = max(right - COLUMN_GAP, LABEL_WIDTH), bottom
    if above:
        section.boxes[above.key] = Box((section.width - CARD_WIDTH) / 2, LABEL_HEIGHT + ROW_GAP / 2)
    return section


def children_of(cards: Sequence[Card]) -> dict[str, list[Card]]:
    """Return the cards by the card above; those whose upper card is not shown are under ""."""
    known = {card.key for card in cards}
    below: dict[str, list[Card]] = {}
    for card in cards:
        below.setdefault(card.parent if card.parent in known else "", []).append(card)
    return below


def balanced(heads: Sequence[Card], below: Mapping[str, list[Card]], columns: int) -> list[list[Card]]:
    """Return the heads in order, cut into at most ``columns`` columns of about the same height."""
    sizes = [size(head.key, below) for head in heads]
    limit = _smallest_limit(sizes, columns)
    found: list[list[Card]] = []
    filled: float = inf
    for head, cards in zip(heads, sizes, strict=True):
        if filled + cards > limit:
            found.append([])
            filled = 0
        found[-1].append(head)
        filled += cards
    return found


def size(key: str, below: Mapping[str, list[Card]]) -> int:
    """Return how many cards the stack under the card has, itself included."""
    return 1 + sum(size(card.key, below) for card in below.get(key, ()))


def _smallest_limit(sizes: Sequence[int], columns: int) -> int:
    """Return the least height with which the stacks fit into the columns in order."""
    limit = max(sizes, default=0)
    while _columns_needed(sizes, limit) > columns:
        limit += 1
    return limit


def _columns_needed(sizes: Sequence[int], limit: int) -> int:
    needed, filled = 1, 0
    for cards in sizes:
        if filled + cards > limit:
            needed, filled = needed + 1, 0
        filled += cards
    return needed


def compose(party: Section, units: Section) -> Picture:
    """Return both sections side by side under the head."""
    inner = party.width + SECTION_GAP + units.width
    width = max(inner, HEAD_WIDTH)
    left = MARGIN + (width - inner) / 2
    top = MARGIN + HEAD_HEIGHT + ROW_GAP
    right = left + party.width + SECTION_GAP
    boxes = {key: _moved(box, left, top) for key, box in party.boxes.items()}
    boxes |= {key: _moved(box, right, top) for key, box in units.boxes.items()}
    return Picture(
        width=width + 2 * MARGIN,
        height=top + max(party.height, units.height) + MARGIN,
        head=Box(MARGIN + (width - HEAD_WIDTH) / 2, MARGIN, HEAD_WIDTH, HEAD_HEIGHT),
        party_label=_label(left, party.width, top),
        units_label=_label(right, units.width, top),
        boxes=boxes,
        party=party,
        units=units,
    )


def _label(left: float, width: float, top: float) -> Box:
    return Box(left + (width - LABEL_WIDTH) / 2, top, LABEL_WIDTH, LABEL_HEIGHT)


def _moved(box: Box, x: float, y: float) -> Box:
    return Box(box.x + x, box.y + y, box.width, box.height)


def _stack(
    section: Section, below: Mapping[str, list[Card]], cards: Sequence[Card], left: float, top: float
) -> tuple[float, float]:
    """Stack the cards and all below them, a level to the right each; return width and lowest edge."""
    width, bottom = CARD_WIDTH, top - STACK_GAP
    for card in cards:
        section.boxes[card.key] = Box(left, bottom + STACK_GAP)
        bottom += STACK_GAP + CARD_HEIGHT
        if card.key in below:
            inner, bottom = _stack(section, below, below[card.key], left + INDENT, bottom + STACK_GAP)
            width = max(width, inner + INDENT)
    return width, bottom
