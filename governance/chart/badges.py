"""Badges of findings and marks of what became of a card: a shape and a text, never colour alone."""

from math import cos, pi, sin

from django.utils.translation import gettext_lazy as _

from governance.chart.boxes import Box
from governance.chart.cards import Badge
from governance.chart.pens import Ink, Pen, Point, Stroke
from governance.chart.text import width_of

#: A pill is ``HEIGHT`` high and stands ``RISE`` above the card's edge, clear of the title.
HEIGHT, RISE, SIZE = 20, 14, 11
_OCTAGON = ((3.5, 0), (8.5, 0), (12, 3.5), (12, 8.5), (8.5, 12), (3.5, 12), (0, 8.5), (0, 3.5))
_TRIANGLE = ((6, 0.5), (12, 11.5), (0, 11.5))
_DISC = tuple((6 + 6 * cos(nth * pi / 12), 6 + 6 * sin(nth * pi / 12)) for nth in range(24))
_PLUS = (
    (4, 0), (8, 0), (8, 4), (12, 4), (12, 8), (8, 8),
    (8, 12), (4, 12), (4, 8), (0, 8), (0, 4), (4, 4),
)  # fmt: skip
_ARROW = ((0, 4), (6, 4), (6, 0), (12, 6), (6, 12), (6, 8), (0, 8))
_CROSS = (
    (0, 2.5), (2.5, 0), (6, 3.5), (9.5, 0), (12, 2.5), (8.5, 6),
    (12, 9.5), (9.5, 12), (6, 8.5), (2.5, 12), (0, 9.5), (3.5, 6),
)  # fmt: skip
_DIAMOND = ((6, 0), (12, 6), (6, 12), (0, 6))
#: Colour of text and shape, drawn in a square of 12 by 12.
SHAPES: dict[str, tuple[str, tuple[Point, ...]]] = {
    "error": ("#b3191f", _OCTAGON),
    "warning": ("#8a5a00", _TRIANGLE),
    "info": ("#1d4f91", _DISC),
    "waived": ("#57606a", _DIAMOND),
}
#: Colour, shape, frame and word of what became of a card.
MARKS: dict[str, tuple[str, tuple[Point, ...], Stroke, object]] = {
    "added": ("#1a6b3c", _PLUS, Stroke("#1a6b3c", 2.5), _("新增")),
    "moved": ("#1d4f91", _ARROW, Stroke("#1d4f91", 2.5, (10, 3)), _("调整")),
    "removed": ("#57606a", _CROSS, Stroke("#57606a", 2.5, (2, 4)), _("撤销")),
    "changed": ("#6b3fa0", _DIAMOND, Stroke("#6b3fa0", 2.5, (10, 3, 2, 3)), _("变更")),
}


def draw_badge(pen: Pen, badge: Badge, box: Box) -> None:
    """Put the badge on the upper right edge of the card."""
    colour, shape = SHAPES[badge.severity]
    width = _width(badge.text)
    _pill(pen, badge.text, (box.x + box.width - width - 8, box.y), colour, shape)


def draw_mark(pen: Pen, mark: str, box: Box) -> None:
    """Put what became of the card on its upper left edge."""
    colour, shape, _frame, word = MARKS[mark]
    _pill(pen, str(word), (box.x + 8, box.y), colour, shape)


def _pill(pen: Pen, text: str, at: Point, colour: str, shape: tuple[Point, ...]) -> None:
    x, y = at[0], at[1] - RISE
    with pen.group(class_="badge-mark"):
        pen.rect(Box(x, y, _width(text), HEIGHT), fill="#ffffff", stroke=Stroke(colour), radius=10)
        pen.polygon([(x + 7 + at_x, y + 4 + at_y) for at_x, at_y in shape], colour)
        pen.text(text, (x + 23, y + 14), Ink(SIZE, colour))


def _width(text: str) -> float:
    return 12 + width_of(text, SIZE) + 20
