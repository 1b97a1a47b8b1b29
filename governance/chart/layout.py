"""Where every card goes: upper levels side by side, deeper ones stacked under their column head.

A classic tree draws 245 leaves as a strip of 39,000 pixels. Here the levels above ``split`` spread
and everything below is stacked, so that width and height can be traded. ``arrange`` tries the splits
of both sections and keeps the picture whose shape is nearest to the window's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import log

from governance.chart.cards import Card, Chart

CARD_WIDTH, CARD_HEIGHT = 216, 70
HEAD_WIDTH, HEAD_HEIGHT = 340, 70
LABEL_WIDTH, LABEL_HEIGHT = 120, 28
COLUMN_GAP, STACK_GAP, ROW_GAP = 20, 22, 36
INDENT = 22
SECTION_GAP = 96
MARGIN = 14
SPLITS = (0, 1, 2)
#: The shape of the window the chart is drawn for, and the width it should not exceed.
ASPECT, COMFORTABLE_WIDTH = 1.5, 1320


@dataclass(frozen=True, slots=True)
class Box:
    """A card's place, and the level on which it stands."""

    x: float
    y: float
    width: float = CARD_WIDTH
    height: float = CARD_HEIGHT
    is_stacked: bool = False

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
    """The cards of one section, placed from its upper left corner."""

    boxes: dict[str, Box] = field(default_factory=dict)
    width: float = LABEL_WIDTH
    height: float = LABEL_HEIGHT


@dataclass(frozen=True, slots=True)
class Picture:
    """Both sections and the head in the coordinates of the drawing."""

    width: float
    height: float
    head: Box
    party_label: Box
    units_label: Box
    boxes: Mapping[str, Box]


def arrange(chart: Chart) -> Picture:
    """Return the best picture of the chart."""
    pictures = [
        compose(arrange_section(chart.party, party), arrange_section(chart.units, units))
        for party, units in product(SPLITS, SPLITS)
    ]
    return min(pictures, key=misfit)


def misfit(picture: Picture) -> float:
    """Return how far the shape is from the window's; too wide counts more than too tall."""
    too_wide = max(0.0, picture.width / COMFORTABLE_WIDTH - 1)
    return abs(log(picture.width / picture.height / ASPECT)) + 3 * too_wide


def arrange_section(cards: Sequence[Card], split: int) -> Section:
    """Place the cards: levels above ``split`` side by side, the others stacked below."""
    known = {card.key for card in cards}
    below: dict[str, list[Card]] = {}
    for card in cards:
        below.setdefault(card.parent if card.parent in known else "", []).append(card)
    section = Section()
    top = LABEL_HEIGHT + ROW_GAP / 2
    if split == 0:
        width, bottom = _stack_all(section, below, "", 0, top)
    else:
        width, bottom = _spread(section, below, "", (0, top), split - 1)
    section.width, section.height = max(width, LABEL_WIDTH), max(bottom, LABEL_HEIGHT)
    return section


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
    )


def _label(left: float, width: float, top: float) -> Box:
    return Box(left + (width - LABEL_WIDTH) / 2, top, LABEL_WIDTH, LABEL_HEIGHT)


def _moved(box: Box, x: float, y: float) -> Box:
    return Box(box.x + x, box.y + y, box.width, box.height, box.is_stacked)


def _spread(
    section: Section, below: Mapping[str, list[Card]], parent: str, at: tuple[float, float], levels: int
) -> tuple[float, float]:
    """Place the cards below ``parent`` side by side; return the width used and the lowest edge."""
    left, top = at
    right, bottom = left, top - ROW_GAP / 2
    for card in below.get(parent, ()):
        width, low = _column(section, below, card, (right, top), levels)
        right, bottom = right + width + COLUMN_GAP, max(bottom, low)
    return max(0, right - COLUMN_GAP - left), bottom


def _column(
    section: Section, below: Mapping[str, list[Card]], card: Card, at: tuple[float, float], levels: int
) -> tuple[float, float]:
    """Place a column head and what is below it, spread for ``levels`` more levels, then stacked."""
    left, top = at
    low = top + CARD_HEIGHT
    if levels == 0:
        section.boxes[card.key] = Box(left, top)
        width, bottom = _stack_all(section, below, card.key, left + INDENT, low + STACK_GAP)
        return max(CARD_WIDTH, width + INDENT if width else 0), max(low, bottom)
    width, bottom = _spread(section, below, card.key, (left, low + ROW_GAP), levels - 1)
    width = max(width, CARD_WIDTH)
    section.boxes[card.key] = Box(left + (width - CARD_WIDTH) / 2, top)
    return width, max(low, bottom)


def _stack_all(
    section: Section, below: Mapping[str, list[Card]], parent: str, left: float, top: float
) -> tuple[float, float]:
    """Stack everything below ``parent``, a level to the right each; return width and lowest edge."""
    width, bottom = 0.0, top - STACK_GAP
    for card in below.get(parent, ()):
        section.boxes[card.key] = Box(left, bottom + STACK_GAP, is_stacked=True)
        bottom += STACK_GAP + CARD_HEIGHT
        inner, low = _stack_all(section, below, card.key, left + INDENT, bottom + STACK_GAP)
        width = max(width, CARD_WIDTH, inner + INDENT if inner else 0)
        bottom = max(bottom, low)
    return width, bottom
