"""Where every card goes: organisations and units side by side under the school.

A classic tree draws 245 leaves as a strip of 39,000 pixels. Here width and height are traded by the
number of columns (``columns``): ``arrange`` tries the numbers for both sections and keeps the picture
whose shape is nearest to what it is drawn for, a window or a sheet of paper. Only the picture chosen is
placed card by card, so that 2,000 cards cost milliseconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import inf, log

from governance.chart.boxes import (
    CARD_WIDTH,
    HEAD_HEIGHT,
    HEAD_WIDTH,
    LABEL_HEIGHT,
    LABEL_WIDTH,
    MARGIN,
    ROW_GAP,
    SECTION_GAP,
    Box,
    card_height,
)
from governance.chart.cards import Card, Chart
from governance.chart.columns import Forest, Section

#: The numbers of columns worth trying.
COLUMNS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 29, 35, 42, 50)
#: A large chart may be so much narrower than its ideal shape before it is widened.
NARROWED = 0.75


@dataclass(frozen=True, slots=True)
class Frame:
    """What a chart is drawn for: a shape, the width that is comfortable and the width still legible.

    ``spread`` is what more than one column of organisations costs: with one, nothing stands between a
    branch and its units.
    """

    aspect: float
    comfortable: float = inf
    widest: float = inf
    spread: float = 0.3


#: A page: 1,320 pixels, or what fitting shrinks to 55 per cent.
WINDOW = Frame(1.5, 1320, 2400)
#: A sheet of paper in landscape.
SHEET = Frame(2**0.5, spread=0.05)


@dataclass(frozen=True, slots=True)
class Picture:
    """Both sections and the head in the coordinates of the drawing.

    ``trunks`` leads from each card at the head of a column to the card above the columns; where that is
    empty, to the label of the section. ``tops`` are the single cards above all others.
    """

    width: float
    height: float
    head: Box
    party_label: Box
    units_label: Box
    boxes: Mapping[str, Box]
    trunks: Mapping[str, str]
    tops: frozenset[str]


def arrange(chart: Chart, frame: Frame = WINDOW) -> Picture:
    """Return the best picture of the chart."""
    high = card_height(chart.rows)
    party, units = (_sections(cards, high) for cards in (chart.party, chart.units))
    return _compose(*min(product(party, units), key=lambda pair: misfit(*pair, frame)))


def _sections(cards: tuple[Card, ...], high: int) -> list[Section]:
    """Return the section in every number of columns worth trying, each arrangement once."""
    forest = Forest(cards)
    most = max(forest.size, 1)
    found = [Section.of(forest, number, high) for number in COLUMNS if number <= most]
    return list({(section.width, section.height): section for section in found}.values())


def misfit(party: Section, units: Section, frame: Frame) -> float:
    """Return how far the shape is from the frame's; too wide and half empty count as well."""
    width, height = _size(party, units)
    used = CARD_WIDTH * party.height_of_card * (party.forest.size + units.forest.size)
    ideal = NARROWED * (used * 1.4 * frame.aspect) ** 0.5
    comfortable = max(frame.comfortable, min(frame.widest, ideal))
    return (
        abs(log(width / height / frame.aspect))
        + 3 * max(0.0, width / comfortable - 1)
        - 1.5 * used / (width * height)
        + frame.spread * min(party.count, 3)
    )


def _size(party: Section, units: Section) -> tuple[float, float]:
    width = max(party.width + SECTION_GAP + units.width, HEAD_WIDTH) + 2 * MARGIN
    return width, 2 * MARGIN + HEAD_HEIGHT + ROW_GAP + max(party.height, units.height)


def _compose(party: Section, units: Section) -> Picture:
    """Return both sections side by side under the head, every card placed."""
    width, height = _size(party, units)
    left = (width - party.width - SECTION_GAP - units.width) / 2
    right, top = left + party.width + SECTION_GAP, MARGIN + HEAD_HEIGHT + ROW_GAP
    boxes, trunks = party.place(left, top)
    more_boxes, more_trunks = units.place(right, top)
    return Picture(
        width=width,
        height=height,
        head=Box((width - HEAD_WIDTH) / 2, MARGIN, HEAD_WIDTH, HEAD_HEIGHT),
        party_label=_label(left, party.width, top),
        units_label=_label(right, units.width, top),
        boxes=boxes | more_boxes,
        trunks=trunks | more_trunks,
        tops=frozenset(filter(None, (party.top, units.top))),
    )


def _label(left: float, width: float, top: float) -> Box:
    return Box(left + (width - LABEL_WIDTH) / 2, top, LABEL_WIDTH, LABEL_HEIGHT)
