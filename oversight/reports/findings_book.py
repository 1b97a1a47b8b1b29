"""All findings of a jurisdiction as a workbook, written while they are read."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from oversight.models import Report
from oversight.papers.workbook import Book
from oversight.reports.county import stamp
from oversight.reports.gathering import FINDING_COLUMNS

#: What a sheet of Excel holds; more findings go on on the next.
ROWS_OF_A_SHEET = 1_000_000
_WIDTHS = (12, 13, 26, 10, 22, 10, 24, 60, 50, 50, 12, 12, 8, 8)


def findings_book(report: Report, rows: Iterable[list[Any]], path: Path) -> None:
    """Write the findings to ``path``, each a row."""
    name = _("检查发现")
    book = Book(f"{report.jurisdiction.name}{name}")
    sheet, nth = _sheet(book, name), 0
    for row in rows:
        if nth and nth % ROWS_OF_A_SHEET == 0:
            sheet = _sheet(book, f"{name}{nth // ROWS_OF_A_SHEET + 1}")
        sheet.row(row)
        nth += 1
    about = book.sheet(_("说明"), (16, 60))
    about.head((_("报告"), str(report.jurisdiction.name)))
    about.row((_("检查发现"), nth))
    about.row((_("说明"), stamp(report.on)))
    book.save(path)


def _sheet(book: Book, name: str) -> Any:
    sheet = book.sheet(name, _WIDTHS, frozen="D2")
    sheet.head(tuple(_(column) for column in FINDING_COLUMNS))
    return sheet
