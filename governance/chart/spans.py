"""Spans of time as SVG: one bar a row over a scale of years; a table with the same stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from governance.chart.text import fitted

COLOURS = {
    "state": "#5b84bf",
    "place": "#6b7f99",
    "term": "#c98a1b",
    "post": "#a3191f",
    "unit": "#1d4f91",
    "work": "#3d7a4f",
}
WIDTH, LABEL, ROW, BAR, TOP, SIZE = 900, 260, 26, 14, 26, 13
INK, MUTED, LINE = "#1f2328", "#57606a", "#e3e7ec"
#: At most so many years are written above the bars.
YEARS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """Something that held from ``start`` up to ``end``, which is not part of it; None while it holds."""

    tone: str
    text: str
    start: date
    end: date | None = None


def draw_spans(spans: Sequence[Span], on: date, label: str) -> str:
    """Return the spans up to the end of the year of ``on`` as SVG text."""
    first = min((span.start.year for span in spans), default=on.year)
    last = max([on.year, *(span.start.year for span in spans)]) + 1
    scale = (WIDTH - LABEL) / (date(last, 1, 1) - date(first, 1, 1)).days
    height = TOP + ROW * len(spans) + 4
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": str(height),
            "role": "img",
            "aria-label": label,
            "class": "spans-svg",
        },
    )

    def place(day: date) -> float:
        return LABEL + (day - date(first, 1, 1)).days * scale

    _years(root, range(first, last), place, height)
    for row, span in enumerate(spans):
        _span(root, span, TOP + row * ROW, place, date(last, 1, 1))
    return tostring(root, encoding="unicode")


def _years(root: Element, years: range, place, height: int) -> None:
    step = -(-len(years) // YEARS)
    for year in years[::step]:
        x = f"{place(date(year, 1, 1)):.1f}"
        SubElement(root, "line", {"x1": x, "x2": x, "y1": "16", "y2": str(height), "stroke": LINE})
        SubElement(root, "text", {"x": x, "y": "12", "font-size": "11", "fill": MUTED}).text = str(year)


def _span(root: Element, span: Span, top: float, place, end: date) -> None:
    middle = f"{top + ROW / 2 + 4.5:g}"
    text = {"x": str(LABEL - 10), "y": middle, "text-anchor": "end", "font-size": str(SIZE), "fill": INK}
    SubElement(root, "text", text).text = fitted(span.text, SIZE, LABEL - 14)
    left = place(span.start)
    width = max(3, place(min(span.end or end, end)) - left)
    shape = {
        "x": f"{left:.1f}",
        "y": f"{top + (ROW - BAR) / 2:g}",
        "width": f"{width:.1f}",
        "height": str(BAR),
        "rx": "2",
        "fill": COLOURS[span.tone],
    }
    SubElement(root, "rect", shape)
