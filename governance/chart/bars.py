"""Horizontal bars as SVG: the number is written beside each bar, a table stands beside the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from governance.chart.text import fitted

COLOURS = {
    "error": "#b3191f",
    "warning": "#c98a1b",
    "info": "#5b84bf",
    "party": "#a3191f",
    "units": "#1d4f91",
}
WIDTH, LABEL, NUMBER, ROW, BAR = 340, 106, 40, 30, 15
INK, TRACK, SIZE = "#1f2328", "#eef1f5", 13


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar."""

    tone: str
    value: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label and the list behind it."""

    label: str
    parts: tuple[Part, ...]
    href: str = ""

    @property
    def total(self) -> int:
        """The length of the whole bar."""
        return sum(part.value for part in self.parts)


def draw_bars(bars: Sequence[Bar], label: str) -> str:
    """Return the bars, the longest filling the width, as SVG text."""
    height = ROW * len(bars)
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": str(height),
            "role": "img",
            "aria-label": label,
            "class": "bars-svg",
        },
    )
    most = max((bar.total for bar in bars), default=0) or 1
    for row, bar in enumerate(bars):
        _bar(root, bar, row * ROW, (WIDTH - LABEL - NUMBER) / most)
    return tostring(root, encoding="unicode")


def _bar(root: Element, bar: Bar, top: float, scale: float) -> None:
    middle = f"{top + ROW / 2 + 4.5:g}"
    text = {"y": middle, "font-size": str(SIZE), "fill": INK}
    SubElement(root, "text", {"x": f"{LABEL - 10}", "text-anchor": "end", **text}).text = fitted(
        bar.label, SIZE, LABEL - 12
    )
    y = f"{top + (ROW - BAR) / 2:g}"
    track = {"x": str(LABEL), "y": y, "width": str(WIDTH - LABEL - NUMBER), "height": str(BAR), "rx": "2"}
    SubElement(root, "rect", {**track, "fill": TRACK})
    left = float(LABEL)
    for part in bar.parts:
        place = {"x": f"{left:g}", "y": y, "width": f"{part.value * scale:g}", "height": str(BAR)}
        if part.value:
            SubElement(root, "rect", {**place, "fill": COLOURS[part.tone]})
        left += part.value * scale
    SubElement(root, "text", {"x": f"{left + 8:g}", **text}).text = str(bar.total)
