"""A workbook: the rows on one sheet after another, and a sheet that says what they are."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from exports.tables import Cell, Column
from oversight.papers.workbook import Book

#: What a sheet of Excel holds; further rows go on on the next.
ROWS_OF_A_SHEET = 1_000_000
#: Sheets keep these columns in sight when they are moved.
_FROZEN = "A2"


def xlsx_write(
    path: Path,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    about: Sequence[tuple[str, str]],
) -> int:
    """Write the rows and return how many they were; every text stays a text, whatever it begins with."""
    book, number = Book(name), 0
    widths, head = [column.width for column in columns], [str(column.heading) for column in columns]
    sheet = book.sheet(name, widths, frozen=_FROZEN)
    sheet.head(head)
    for row in rows:
        if number and number % ROWS_OF_A_SHEET == 0:
            sheet = book.sheet(f"{name}{number // ROWS_OF_A_SHEET + 1}", widths, frozen=_FROZEN)
            sheet.head(head)
        sheet.row(row)
        number += 1
    said = book.sheet(_("导出说明"), (18, 70))
    said.head((_("项目"), _("内容")))
    for line in (*about, (_("行数"), str(number))):
        said.row(line)
    book.save(path)
    return number
