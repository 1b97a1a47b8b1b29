"""A list pasted from a spreadsheet, cell by cell, with what is wrong marked where it stands."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

#: More lines are no list of a school's staff.
MOST_LINES = 1000


@dataclass(slots=True)
class Cell:
    """One cell: its text, and what is wrong with it or worth knowing."""

    text: str = ""
    problem: str = ""
    note: str = ""


@dataclass(slots=True)
class Row:
    """One line of the list; ``value`` is what it stands for, None while something is wrong."""

    line: int
    cells: list[Cell]
    value: Any = None

    @property
    def is_faultless(self) -> bool:
        """Whether nothing in the line is wrong."""
        return not any(cell.problem for cell in self.cells)


@dataclass(slots=True)
class Table:
    """The list as it was read."""

    headings: tuple[Any, ...]
    rows: list[Row] = field(default_factory=list)

    @property
    def is_faultless(self) -> bool:
        """Whether there is something in it, and nothing wrong."""
        return bool(self.rows) and all(row.is_faultless for row in self.rows)

    @property
    def wrong_first(self) -> list[Row]:
        """The lines, those to be put right before the others."""
        return sorted(self.rows, key=lambda row: row.is_faultless)

    @property
    def problems(self) -> int:
        """How many cells are wrong."""
        return sum(bool(cell.problem) for row in self.rows for cell in row.cells)

    @property
    def values(self) -> list[Any]:
        """What the lines stand for."""
        return [row.value for row in self.rows if row.value is not None]


def lines_of(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines that have something in them, numbered from 1, split into cells.

    A line with a tab is split at tabs, any other at commas, Western or Chinese.
    """
    found = []
    for number, line in enumerate(text.splitlines()[:MOST_LINES], 1):
        cells = [cell.strip() for cell in _split(line)]
        if any(cells):
            found.append((number, cells))
    return found


def _split(line: str) -> Sequence[str]:
    if "\t" in line:
        return line.split("\t")
    return next(csv.reader(StringIO(line.replace("，", ",")), skipinitialspace=True), [])


def order_of(first: Iterable[str], names: dict[str, str]) -> list[str] | None:
    """Return the columns a heading line names, "" for unknown ones; None if it is no heading.

    Args:
        names: column by the words that may head it.

    """
    found = [names.get(cell.replace(" ", ""), "") for cell in first]
    return found if found.count("") < len(found) and "name" in found else None
