"""What a chart is drawn with: a handful of shapes, the same for SVG and PDF.

Looks are presentation attributes, so that the file is the same on the page, on paper and alone; the
classes only serve pointer and keyboard. Every value is escaped where the tag is written, in one place,
so no name can break out of the text.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from governance.chart.boxes import Box

FONTS = "PingFang SC, Hiragino Sans GB, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, sans-serif"
#: What no XML may hold, not even escaped: one of them in a name and nobody can open the file.
_UNPRINTABLE = (*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_ESCAPES: dict[int, str] = dict.fromkeys(_UNPRINTABLE, "")
_ESCAPES |= str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;"})

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line looks; ``dash`` alternates drawn and left out."""

    colour: str
    width: float = 1
    dash: tuple[float, ...] = ()
    opacity: float = 1


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text looks; ``anchor`` is the point given: its start, middle or end."""

    size: float
    fill: str
    bold: bool = False
    anchor: str = "start"


class Pen(Protocol):
    """The shapes a chart is made of. ``css`` is for the page only; other files leave it out."""

    def rect(self, box: Box, *, fill: str = "", stroke: Stroke | None = None, radius: float = 0) -> None:
        """Draw a rectangle."""

    def lines(self, lines: Iterable[Sequence[Point]], stroke: Stroke) -> None:
        """Draw lines from point to point, all alike: one shape, because thousands take a browser long."""

    def curve(self, points: Sequence[Point], stroke: Stroke, **data: str) -> None:
        """Draw a Bézier curve from the first to the last of four points."""

    def circle(self, at: Point, radius: float, fill: str) -> None:
        """Draw a disc."""

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """Draw a closed shape."""

    def text(self, text: str, at: Point, ink: Ink) -> None:
        """Write one line."""

    def group(self, tag: str = "g", title: str = "", **attributes: str) -> AbstractContextManager[None]:
        """Keep together what is drawn inside, as a link where ``tag`` is "a"."""


class SvgPen:
    """Writes SVG; ``attributes`` of groups and curves are kept for the page."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def document(self, width: float, height: float, label: str, **attributes: str) -> str:
        """Return what was drawn as one SVG element."""
        size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
        rest = _written({"font-family": FONTS, "aria-label": label} | attributes)
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}{rest}>{"".join(self.parts)}</svg>'

    def rect(
        self, box: Box, *, fill: str = "", stroke: Stroke | None = None, radius: float = 0, css: str = ""
    ) -> None:
        """Draw a rectangle."""
        place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
        corner = f' rx="{radius:g}"' if radius else ""
        look = f' fill="{fill or "none"}"' + (_stroked(stroke) if stroke else "")
        self.parts.append(f"<rect {place}{corner}{look}{_written({'class': css})}/>")

    def lines(self, lines: Iterable[Sequence[Point]], stroke: Stroke) -> None:
        """Draw lines from point to point, all alike."""
        path = "".join(f"M{'L'.join(f'{x:g} {y:g}' for x, y in points)}" for points in lines)
        self.parts.append(f'<path d="{path}" fill="none"{_stroked(stroke)}/>')

    def curve(self, points: Sequence[Point], stroke: Stroke, **data: str) -> None:
        """Draw a Bézier curve from the first to the last of four points."""
        start, *rest = (f"{x:g} {y:g}" for x, y in points)
        path = f"M{start}C{' '.join(rest)}"
        self.parts.append(f'<path d="{path}" fill="none"{_stroked(stroke)}{_written(data)}/>')

    def circle(self, at: Point, radius: float, fill: str) -> None:
        """Draw a disc."""
        self.parts.append(f'<circle cx="{at[0]:g}" cy="{at[1]:g}" r="{radius:g}" fill="{fill}"/>')

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """Draw a closed shape."""
        path = "L".join(f"{x:g} {y:g}" for x, y in points)
        self.parts.append(f'<path d="M{path}Z" fill="{fill}"/>')

    def text(self, text: str, at: Point, ink: Ink) -> None:
        """Write one line."""
        look = f'x="{at[0]:g}" y="{at[1]:g}" font-size="{ink.size:g}" fill="{ink.fill}"'
        bold = ' font-weight="600"' if ink.bold else ""
        anchor = f' text-anchor="{ink.anchor}"' if ink.anchor != "start" else ""
        self.parts.append(f"<text {look}{bold}{anchor}>{text.translate(_ESCAPES)}</text>")

    @contextmanager
    def group(self, tag: str = "g", title: str = "", **attributes: str) -> Iterator[None]:
        """Keep together what is drawn inside."""
        self.parts.append(f"<{tag}{_written(attributes)}>")
        if title:
            self.parts.append(f"<title>{title.translate(_ESCAPES)}</title>")
        yield
        self.parts.append(f"</{tag}>")


def _stroked(stroke: Stroke) -> str:
    found = f' stroke="{stroke.colour}" stroke-width="{stroke.width:g}"'
    if stroke.dash:
        found += f' stroke-dasharray="{" ".join(f"{part:g}" for part in stroke.dash)}"'
    return found + (f' stroke-opacity="{stroke.opacity:g}"' if stroke.opacity != 1 else "")


def _written(attributes: dict[str, str]) -> str:
    """Return the attributes that have a value; an underscore in a name stands for a hyphen."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{value.translate(_ESCAPES)}"'
        for name, value in attributes.items()
        if value
    )
