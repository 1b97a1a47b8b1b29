"""Sizes of what is drawn, and a card's place."""

from dataclasses import dataclass

CARD_WIDTH, TITLE_HEIGHT, LINE_HEIGHT = 216, 34, 18
HEAD_WIDTH, HEAD_HEIGHT = 340, 70
LABEL_WIDTH, LABEL_HEIGHT = 120, 28
COLUMN_GAP, STACK_GAP, ROW_GAP = 20, 22, 36
INDENT = 22
SECTION_GAP = 96
MARGIN = 16
TRUNK = 11


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the coordinates of the drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The horizontal middle."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


def card_height(rows: int) -> int:
    """Return how high a card with so many lines of small text is."""
    return TITLE_HEIGHT + LINE_HEIGHT * rows
