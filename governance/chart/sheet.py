"""A chart as it leaves the page: with its title, its date and the legend, nothing left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.chart.badges import MARKS, SHAPES
from governance.chart.boxes import Box
from governance.chart.cards import Chart
from governance.chart.layout import SHEET, Picture, arrange
from governance.chart.painting import BLUE, BRIDGE, BRIDGING, GREY, INK, MUTED, PAPER, RED, paint
from governance.chart.pens import Ink, Pen, Stroke
from governance.chart.text import width_of

HEADER, ROW, EDGE = 64, 24, 20
TITLE_SIZE, NOTE_SIZE = 22, 12
_SYMBOL, _GAP = 30, 24


@dataclass(frozen=True, slots=True)
class Caption:
    """What is written around the chart; ``legend`` has the words for the symbols, by symbol.

    Symbols are "party", "units", "bridge", "pending", severities and marks.
    """

    title: str
    note: str
    legend: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The picture of a chart, the size of the sheet it stands on, and the places of the legend."""

    picture: Picture
    width: float
    height: float
    legend: Sequence[tuple[str, str, float, float]]

    @classmethod
    def of(cls, chart: Chart, caption: Caption) -> "Sheet":
        """Arrange the chart for paper in landscape; the legend takes as many rows as it needs."""
        picture = arrange(chart, SHEET)
        widest = max(width_of(caption.title, TITLE_SIZE), width_of(caption.note, NOTE_SIZE))
        width = max(picture.width, widest) + 2 * EDGE
        legend = _laid_out(caption.legend, width, picture.height + HEADER)
        bottom = legend[-1][3] if legend else picture.height + HEADER
        return cls(picture, width, bottom + ROW, legend)


def _laid_out(
    legend: Sequence[tuple[str, str]], width: float, top: float
) -> Sequence[tuple[str, str, float, float]]:
    """Return symbol, text and place of every line of the legend, row by row."""
    found, x, y = [], float(EDGE), top + ROW / 2
    for symbol, text in legend:
        needed = _SYMBOL + width_of(text, NOTE_SIZE)
        if x > EDGE and x + needed > width - EDGE:
            x, y = float(EDGE), y + ROW
        found.append((symbol, text, x, y))
        x += needed + _GAP
    return found


def paint_sheet(pen: Pen, chart: Chart, sheet: Sheet, caption: Caption) -> None:
    """Draw title, note, chart and legend."""
    pen.rect(Box(0, 0, sheet.width, sheet.height), fill=PAPER)
    pen.text(caption.title, (EDGE, 38), Ink(TITLE_SIZE, INK, bold=True))
    pen.text(caption.note, (EDGE, 57), Ink(NOTE_SIZE, MUTED))
    with pen.group(transform=f"translate({EDGE} {HEADER})"):
        paint(pen, chart, sheet.picture)
    for symbol, text, x, y in sheet.legend:
        _symbol(pen, symbol, x, y)
        pen.text(text, (x + _SYMBOL, y + 4), Ink(NOTE_SIZE, MUTED))


def _symbol(pen: Pen, symbol: str, x: float, y: float) -> None:
    """Draw the symbol of a line of the legend, 26 wide, around the height ``y``."""
    if symbol in ("party", "units"):
        pen.rect(Box(x + 16, y - 6, 4, 12), fill=RED if symbol == "party" else BLUE)
    elif symbol == "bridge":
        pen.lines([[(x + 3, y), (x + 23, y)]], BRIDGING)
        pen.circle((x + 3, y), 3, BRIDGE)
        pen.circle((x + 23, y), 3, BRIDGE)
    elif symbol == "pending":
        pen.rect(Box(x + 4, y - 5, 20, 10), stroke=Stroke(GREY, dash=(5, 4)))
    else:
        colour, shape = SHAPES[symbol] if symbol in SHAPES else MARKS[symbol][:2]
        pen.polygon([(x + 10 + at_x, y - 6 + at_y) for at_x, at_y in shape], colour)
