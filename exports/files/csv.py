"""Comma-separated text that spreadsheet programs open as it is meant: Chinese readable, nothing a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from exports.tables import Cell

#: A text that begins like this is taken for a formula by spreadsheet programs; an apostrophe keeps it a text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_write(path: Path, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write the rows and return how many they were.

    The file is UTF-8 with the mark by which Excel knows it, its lines end as RFC 4180 has it.
    """
    number = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([harmless(cell) for cell in head])
        for row in rows:
            writer.writerow([as_text(cell) for cell in row])
            number += 1
    return number


def as_text(cell: Cell) -> str | int:
    """Return the cell as it stands in the file."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else cell


def harmless(text: str) -> str:
    """Return the text so that no program runs it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
