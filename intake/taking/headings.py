"""Find the line of headings of a sheet and tell which column is which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from intake.layout.column import SheetLayout
from intake.layout.sheets import SHEETS
from intake.reading.cells import text_of, tight

#: Headings stand in one of the first lines; before them come a title and whom to ask.
_SEARCHED = 12
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_MARKS = re.compile(r"[*＊:：。.\s\"'“”]")


@dataclass
class Heads:
    """What the columns of a sheet are.

    Args:
        layout: which sheet it is.
        first: the number of the first line below the headings, from 0.
        columns: the key of each known column by its number, from 0.
        strange: the headings nobody knows, by the number of their column.

    """

    layout: SheetLayout
    first: int
    columns: dict[int, str] = field(default_factory=dict)
    strange: dict[int, str] = field(default_factory=dict)


def plain(heading: Any) -> str:
    """Return a heading without brackets, marks and spaces."""
    text = tight(text_of(heading))
    return _MARKS.sub("", _BRACKETS.sub("", text)) or _MARKS.sub("", text)


@cache
def known_headings(key: str) -> dict[str, str]:
    """Return the columns of a sheet by what they may be called."""
    layout = next(sheet for sheet in SHEETS if sheet.key == key)
    found: dict[str, str] = {}
    for column in layout.columns:
        for name in (column.heading, *column.aliases):
            found.setdefault(plain(name), column.key)
    for column in layout.columns:  # what a column is really called goes before what another may be called
        found[plain(column.heading)] = column.key
    return found


def find_heads(
    title: str,
    rows: Sequence[Sequence[Any]],
    learned: Mapping[str, str],
    kinds: Sequence[SheetLayout] = SHEETS,
) -> Heads | None:
    """Return what the columns are; None if this is no sheet of ours.

    Args:
        title: the name of the sheet, which often tells what it is.
        learned: what people said headings are: a column's key or "", by ``sheet|heading``.

    """
    found = [(_score(layout, title, rows, learned), layout) for layout in kinds]
    (score, _named), layout = max(found, key=lambda one: one[0])
    return _heads(layout, rows, learned) if score > 1 else None


def _score(
    layout: SheetLayout, title: str, rows: Sequence[Sequence[Any]], learned: Mapping[str, str]
) -> tuple[float, bool]:
    """Return how well the sheet fits: known headings, the needed ones most, and its name."""
    heads = _heads(layout, rows, learned)
    keys = set(heads.columns.values())
    if not keys:
        return 0, False
    needed = {column.key for column in layout.required}
    is_named = title == layout.name
    words = [word for word in layout.words if word in title]
    named = 8 if is_named else 2 if words else 0
    return len(keys - {"school"}) + (3 if needed <= keys else -3) + named, is_named


def _heads(layout: SheetLayout, rows: Sequence[Sequence[Any]], learned: Mapping[str, str]) -> Heads:
    """Return the best line of headings of the sheet, one line or two together."""
    best = Heads(layout, 0)
    for nth in range(min(len(rows), _SEARCHED)):
        for depth in (1, 2):
            heads = _one(layout, rows[nth : nth + depth], nth + depth, learned)
            if len(set(heads.columns.values())) > len(set(best.columns.values())):
                best = heads
    return best


def _one(
    layout: SheetLayout, lines: Sequence[Sequence[Any]], first: int, learned: Mapping[str, str]
) -> Heads:
    heads, known = Heads(layout, first), known_headings(layout.key)
    used: set[str] = set()
    for nth in range(max((len(line) for line in lines), default=0)):
        names = _names([line[nth] if nth < len(line) else None for line in lines])
        said = {name: learned[f"{layout.key}|{name}"] for name in names if f"{layout.key}|{name}" in learned}
        key = next(
            (said.get(name, known.get(name, "")) for name in names if name in said or name in known), None
        )
        if key and key not in used:
            used.add(key)
            heads.columns[nth] = key
        elif key is None and names:
            heads.strange[nth] = names[0]
    return heads


def _names(cells: Sequence[Any]) -> list[str]:
    """Return what a column may be called: of two lines also both together, in either order."""
    words = [plain(cell) for cell in cells if not isinstance(cell, int | float)]
    words = list(dict.fromkeys(word for word in words if word))
    match words:
        case [upper, lower]:
            return [lower, f"{lower}{upper}", f"{upper}{lower}", upper]
    return words
