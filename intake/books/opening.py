"""Open what people send: guarded, then read in a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from intake.books import limits
from intake.books.guarding import require_ending, require_workbook
from intake.books.refusing import NotTaken
from intake.books.texts import read_list


@dataclass
class Grid:
    """A sheet as it was read: ``rows[0]`` is line 1. Merged cells all have the value of their first."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    is_hidden: bool = False


def open_book(path: Path, name: str) -> list[Grid]:
    """Return the sheets of the file that ``name`` was the name of.

    Raises:
        NotTaken: with the reason.

    """
    ending = require_ending(name)
    if ending == "csv":
        found = [read_list(path)]
    else:
        require_workbook(path)
        found = _read(path)
    grids = [_grid(one) for one in found]
    if not any(any(row) for grid in grids for row in grid.rows):
        raise NotTaken("nothing")
    return grids


def _read(path: Path) -> list[dict[str, Any]]:
    """Let a process of its own read the workbook."""
    command = [sys.executable, "-m", "intake.books.reader", str(path.resolve())]
    try:
        done = subprocess.run(  # noqa: S603 -- our own program; the path is ours as well
            command, cwd=settings.BASE_DIR, capture_output=True, timeout=limits.PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise NotTaken("slow") from problem
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    refused = next((line for line in lines if "refused" in line), None)
    if refused is not None:
        raise NotTaken(refused["refused"], refused["detail"])
    if done.returncode:
        raise NotTaken("slow" if done.returncode < 0 else "damaged")
    return lines


def _grid(sheet: dict[str, Any]) -> Grid:
    grid = Grid(sheet["name"], sheet["rows"], sheet["hidden"])
    room = limits.MOST_MERGED
    for place in sheet["merged"]:
        room -= _fill(grid.rows, place, room)
    return grid


def _fill(rows: list[list[Any]], place: str, room: int) -> int:
    """Give every cell of a merged range the value of its first; return how many cells that were."""
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = range_boundaries(place)
    right, bottom = min(right, limits.MOST_COLUMNS), min(bottom, len(rows))
    size = max(0, right - left + 1) * max(0, bottom - top + 1)
    if not 0 < size <= room or top > len(rows) or left > len(rows[top - 1]):
        return 0
    value = rows[top - 1][left - 1]
    for row in rows[top - 1 : bottom]:
        row.extend([None] * (right - len(row)))
        row[left - 1 : right] = [value] * (right - left + 1)
    return size
