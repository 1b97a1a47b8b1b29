"""Schools as a workbook in the layout of the template: what is taken out can be taken in again."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from intake.layout.sheets import SHOWN
from intake.papers.rows import rows_of
from intake.papers.words import Cell, cell_of
from oversight.papers.workbook import Book
from schools.models import School


def roster_book(schools: Iterable[School], on: date, path: Path) -> int:
    """Write the schools as they are on the day; return how many people are in it."""
    sheets: dict[str, list[list[Cell]]] = defaultdict(list)
    for school in schools:
        for key, values in rows_of(school, on):
            columns = _columns(key)
            sheets[key].append([cell_of(column, values.get(column.key)) for column in columns])
    book = Book("名册")
    for layout in SHOWN:
        widths = [max(12, len(column.heading) * 2 + 4) for column in layout.columns]
        sheet = book.sheet(layout.name, widths, frozen="A2")
        sheet.head(column.heading for column in layout.columns)
        for row in sheets[layout.key]:
            sheet.row(row)
    book.save(path)
    return len(sheets["people"])


def _columns(key: str):
    return next(layout.columns for layout in SHOWN if layout.key == key)
