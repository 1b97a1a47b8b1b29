"""Workbooks, written row by row: memory does not grow with them, and no text becomes a formula."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from oversight.papers.content import Cell, Chart, Facts, Heading, Paper, Paragraph, Table
from schools.printable import printable

_HEAD, _SHADE = Font(bold=True), PatternFill("solid", fgColor="EEF1F5")
_WRAP = Alignment(vertical="top", wrap_text=True)
#: The name of a sheet may not be longer, nor hold these.
_LONGEST_NAME, _FORBIDDEN = 31, str.maketrans(dict.fromkeys(r"[]:*?/\\"))


class Book:
    """A workbook that is written front to back and saved once."""

    def __init__(self, title: str):
        self._book = Workbook(write_only=True)
        self._book.properties.title = printable(title)
        self._book.properties.creator = ""

    def sheet(self, name: str, widths: Sequence[int] = (), *, frozen: str = "") -> "Sheet":
        """Begin the next sheet; the one before must be finished."""
        made = self._book.create_sheet(printable(name).translate(_FORBIDDEN)[:_LONGEST_NAME])
        for nth, width in enumerate(widths, 1):
            made.column_dimensions[get_column_letter(nth)].width = width
        if frozen:
            made.freeze_panes = frozen
        return Sheet(made)

    def save(self, path: Path) -> None:
        """Write the file."""
        self._book.save(path)


class Sheet:
    """A sheet that takes row after row."""

    def __init__(self, sheet: Any):
        self._sheet = sheet

    def head(self, cells: Iterable[Cell]) -> None:
        """Write the headings."""
        row = [self._cell(cell) for cell in cells]
        for cell in row:
            cell.font, cell.fill = _HEAD, _SHADE
        self._sheet.append(row)

    def row(self, cells: Iterable[Cell], *, wraps: bool = False) -> None:
        """Write a row."""
        row = [self._cell(cell) for cell in cells]
        if wraps:
            for cell in row:
                cell.alignment = _WRAP
        self._sheet.append(row)

    def chart(self, title: str, rows: int, columns: int, at: str) -> None:
        """Draw stacked bars of the numbers written so far: labels in the first column, a head on top."""
        drawn = BarChart()
        drawn.type, drawn.grouping, drawn.overlap = "bar", "stacked", 100
        drawn.title, drawn.height, drawn.width = printable(title), max(6, rows * 0.8), 18
        drawn.y_axis.delete = drawn.x_axis.delete = False
        numbers = Reference(self._sheet, min_col=2, max_col=1 + columns, min_row=1, max_row=1 + rows)
        drawn.add_data(numbers, titles_from_data=True)
        drawn.set_categories(Reference(self._sheet, min_col=1, min_row=2, max_row=1 + rows))
        self._sheet.add_chart(drawn, at)

    def _cell(self, value: Cell) -> WriteOnlyCell:
        if not isinstance(value, str):
            return WriteOnlyCell(self._sheet, value=value)
        cell = WriteOnlyCell(self._sheet, value=printable(value))
        cell.data_type = "s"  # a text that begins with "=" is a text
        return cell


def paper_xlsx(paper: Paper, path: Path) -> None:
    """Write the paper as a workbook: a cover sheet with what is said, then a sheet for each table."""
    book = Book(paper.title)
    cover = book.sheet(paper.title, (28, 80))
    cover.head((paper.title, paper.subtitle))
    for block in paper.blocks:
        match block:
            case Heading():
                cover.row(("", ""))
                cover.head((block.text, ""))
            case Paragraph():
                cover.row(("", block.text), wraps=True)
            case Facts():
                for what, much in block.items:
                    cover.row((what, much))
    cover.row(("", ""))
    cover.row(("", paper.stamp), wraps=True)
    for block in paper.blocks:
        if isinstance(block, Table):
            _table_sheet(book, block)
        elif isinstance(block, Chart):
            _chart_sheet(book, block)
    book.save(path)


def _table_sheet(book: Book, block: Table) -> None:
    sheet = book.sheet(block.name, [max(8, width * 2) for width in block.widths], frozen="A2")
    sheet.head(block.columns)
    for row in block.rows:
        sheet.row(row)


def _chart_sheet(book: Book, block: Chart) -> None:
    sheet = book.sheet(block.name, (30,))
    tones = [words for _tone, words in block.key] or [block.name]
    sheet.head(("", *tones))
    for bar in block.bars:
        sheet.row((bar.label, *(part.value for part in bar.parts)))
    if block.bars:
        sheet.chart(block.name, len(block.bars), len(tones), f"{get_column_letter(len(tones) + 3)}2")
