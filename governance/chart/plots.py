"""Numbers over time as SVG: stacked columns, or lines; a table with the same numbers stands beside each.

Like the bars they are drawn by the server, need no script, and print as they stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from governance.chart.text import fitted, width_of

COLOURS = {
    "error": "#b3191f",
    "warning": "#c98a1b",
    "info": "#5b84bf",
    "units": "#1d4f91",
    "separate": "#3d7a4f",
    "combined": "#c98a1b",
    "open": "#b3191f",
    "none": "#8c959f",
}
#: Tones of lines that mean nothing but "another one", with a dash of their own for paper without colours.
LINES = (
    ("#b3191f", ""),
    ("#1d4f91", "7 3"),
    ("#8a5a00", "2 3"),
    ("#3d7a4f", ""),
    ("#6b3fa0", "7 3"),
    ("#57606a", "2 3"),
    ("#c2551a", "9 3 2 3"),
    ("#0f7285", ""),
)
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM, SIZE = 640, 230, 44, 12, 20, 26, 12
INK, MUTED, GRID = "#1f2328", "#57606a", "#e3e7ec"
#: So many numbers are written above columns; of more only every second, third …
LABELS = 13


@dataclass(frozen=True, slots=True)
class Series:
    """One number over time; ``tone`` names the colour of columns."""

    name: str
    values: tuple[float | None, ...]
    tone: str = ""


def draw_columns(labels: Sequence[str], series: Sequence[Series], label: str) -> str:
    """Return stacked columns, one for each label, with their totals above, as SVG text."""
    totals = [sum(one.values[nth] or 0 for one in series) for nth in range(len(labels))]
    root, scale = _frame(labels, max(totals, default=0), label)
    room = _room(labels)
    for nth, total in enumerate(totals):
        foot, left = float(HEIGHT - BOTTOM), LEFT + room * nth + room * 0.18
        for one in series:
            tall = (one.values[nth] or 0) * scale
            if tall:
                place = {"x": f"{left:.1f}", "y": f"{foot - tall:.1f}", "width": f"{room * 0.64:.1f}"}
                SubElement(root, "rect", {**place, "height": f"{tall:.1f}", "fill": COLOURS[one.tone]})
            foot -= tall
        if nth % _every(labels) == 0:
            _write(root, f"{total:g}", left + room * 0.32, foot - 4, INK, "middle")
    return tostring(root, encoding="unicode")


def draw_lines(labels: Sequence[str], series: Sequence[Series], label: str, most: float = 0) -> str:
    """Return lines over the labels, each with its last number, as SVG text; gaps where nothing is known."""
    known = [value for one in series for value in one.values if value is not None]
    root, scale = _frame(labels, max([most, *known]), label)
    room = _room(labels)
    for nth, one in enumerate(series):
        colour, dash = LINES[nth % len(LINES)]
        for run in _runs(one.values):
            points = [(LEFT + room * (at + 0.5), HEIGHT - BOTTOM - value * scale) for at, value in run]
            look = {"fill": "none", "stroke": colour, "stroke-width": "2", "stroke-dasharray": dash or "none"}
            SubElement(root, "polyline", {"points": " ".join(f"{x:.1f},{y:.1f}" for x, y in points), **look})
            x, y = points[-1]
            SubElement(root, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "3", "fill": colour})
    return tostring(root, encoding="unicode")


def line_key(nth: int) -> str:
    """Return a piece of the line ``nth`` for the legend, as SVG text."""
    colour, dash = LINES[nth % len(LINES)]
    size = {"width": "26", "height": "10", "viewBox": "0 0 26 10", "aria-hidden": "true"}
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "class": "line-key"})
    look = {"stroke": colour, "stroke-width": "2", "stroke-dasharray": dash or "none"}
    SubElement(root, "line", {"x1": "0", "x2": "26", "y1": "5", "y2": "5", **look})
    return tostring(root, encoding="unicode")


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Return the stretches without a gap, each value with its place."""
    runs: list[list[tuple[int, float]]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((at, value))
    return [run for run in runs if run]


def _frame(labels: Sequence[str], most: float, label: str) -> tuple[Element, float]:
    """Return the drawing with its scales, and the height of one."""
    size = {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "width": str(WIDTH), "height": str(HEIGHT)}
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "role": "img", "aria-label": label})
    root.set("class", "plot-svg")
    top = ceiling(most)
    scale = (HEIGHT - TOP - BOTTOM) / top
    for part in range(5):
        value = top * part / 4
        y = HEIGHT - BOTTOM - value * scale
        ends = {"x1": str(LEFT), "x2": str(WIDTH - RIGHT), "y1": f"{y:.1f}", "y2": f"{y:.1f}"}
        SubElement(root, "line", {**ends, "stroke": GRID if part else MUTED})
        _write(root, f"{value:g}", LEFT - 6, y + 4, MUTED, "end")
    room = _room(labels)
    every = max(1, -(-int(max((width_of(one, SIZE) for one in labels), default=0) + 8) // max(int(room), 1)))
    for nth, one in enumerate(labels):
        if nth % every == 0:
            text = fitted(one, SIZE, room * every)
            _write(root, text, LEFT + room * (nth + 0.5), HEIGHT - 8, MUTED, "middle")
    return root, scale


def ceiling(most: float) -> int:
    """Return a round number that is not below ``most`` and can be divided by four: 4, 8, 20, 40, 80 …

    >>> [ceiling(most) for most in (0, 3, 7, 19, 37, 100, 102)]
    [4, 4, 8, 20, 40, 100, 120]
    """
    least = step = 4
    while step * 10 < most:
        step *= 10
    tenths = (10, 20, 25, 30, 50, 100) if step > least else (10, 20, 30, 50, 100)
    return next(step * part // 10 for part in tenths if most <= step * part // 10)


def _room(labels: Sequence[str]) -> float:
    return (WIDTH - LEFT - RIGHT) / max(len(labels), 1)


def _every(labels: Sequence[str]) -> int:
    return -(-len(labels) // LABELS) or 1


def _write(root: Element, text: str, x: float, y: float, fill: str, anchor: str) -> None:
    look = {"font-size": str(SIZE), "fill": fill, "text-anchor": anchor}
    SubElement(root, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", **look}).text = text
