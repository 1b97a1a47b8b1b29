"""Cut a sheet into pages of A3 in landscape, so that every card is whole on at least one of them.

A sheet that is legible on one page stays whole. Otherwise the pages overlap by a card: whoever glues
them together has an edge to glue on, and whoever does not still reads every card.
"""

from dataclasses import dataclass
from itertools import product
from math import ceil

from governance.chart.boxes import CARD_WIDTH, INDENT, card_height

#: What is left of a page beside margins and its heading, in millimetres.
PAGE = (400.0, 258.0)
#: 5 pt, in millimetres, for the smallest text of 11 pixels.
MILLIMETRES = 5 * 25.4 / 72 / 11
OVERLAP = (CARD_WIDTH + INDENT, card_height(3) + INDENT)


@dataclass(frozen=True, slots=True)
class Tile:
    """A page's part of the sheet, in pixels of the sheet."""

    number: int
    x: float
    y: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        """The part as SVG wants it."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"


def tiles(width: float, height: float) -> list[Tile]:
    """Return the pages from left to right, row by row."""
    room = (PAGE[0] / MILLIMETRES, PAGE[1] / MILLIMETRES)
    if width <= room[0] and height <= room[1]:
        return [Tile(1, 0, 0, width, height)]
    lefts, tops = (
        _starts(size, part, overlap)
        for size, part, overlap in zip((width, height), room, OVERLAP, strict=True)
    )
    places = enumerate(product(tops, lefts), start=1)
    return [Tile(number, x, y, *room) for number, (y, x) in places]


def _starts(size: float, part: float, overlap: float) -> list[float]:
    """Return where parts begin that cover ``size`` and overlap at least so much."""
    if size <= part:
        return [0.0]
    number = ceil((size - overlap) / (part - overlap))
    return [nth * (size - part) / (number - 1) for nth in range(number)]
