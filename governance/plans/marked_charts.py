"""Two charts side by side with marks: what the pages of plans and of two days draw."""

from typing import Any

from django.utils.safestring import SafeString, mark_safe

from governance.chart.badges import MARKS
from governance.chart.layout import Frame
from governance.chart.painting import Page
from governance.chart.svg import draw
from governance.plans.outcome import chart_from_json

#: Two charts share the width of a page; narrower ones are shown below each other.
HALF = Frame(1.1, 700, 1300)


def drawn(name: str, chart: dict[str, Any]) -> SafeString:
    """Draw a kept chart; ``name`` tells the ids of its cards from those of the other one."""
    drawing = draw(chart_from_json(chart), page=Page(anchor=f"{name}-"), frame=HALF)
    return mark_safe(drawing.svg)  # noqa: S308 -- ElementTree has escaped every text in it


def mark_words() -> dict[str, str]:
    """Return the word of each mark."""
    return {mark: str(word) for mark, (_colour, _shape, _frame, word) in MARKS.items()}


def legend() -> list[tuple[str, str, str]]:
    """Return what the marks mean: word, colour and corners of the shape."""
    return [
        (str(word), colour, " ".join(f"{x:g},{y:g}" for x, y in corners))
        for colour, corners, _frame, word in MARKS.values()
    ]
