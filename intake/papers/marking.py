"""The workbook that was sent, with what is wrong marked where it stands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from intake.books.opening import Grid
from intake.taking.rows import Problem
from schools.printable import printable

_WRONG, _NOTED = PatternFill("solid", fgColor="F9C6C2"), PatternFill("solid", fgColor="FDEFC8")
#: Comments make a workbook slow to open; further cells are marked without one.
_MOST_COMMENTS = 2000
_FORBIDDEN = str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))


def marked_book(grids: Sequence[Grid], problems: Iterable[Problem], path: Path) -> None:
    """Write the sheets again with the same lines and columns: values only, no formulas, no macros.

    A first sheet lists everything, with the place.
    """
    problems = list(problems)
    book = Workbook(write_only=True)
    book.properties.creator = ""
    _list(book, problems)
    at: dict[tuple[str, int], dict[int, Problem]] = defaultdict(dict)
    for problem in problems:
        known = at[problem.title, problem.line].get(problem.column)
        if known is None or known.level != "error":
            at[problem.title, problem.line][problem.column] = problem
    for nth, grid in enumerate(grids, 1):
        _sheet(book, grid, nth, at)
    book.save(path)


def _list(book: Workbook, problems: list[Problem]) -> None:
    sheet = book.create_sheet(_("错误清单"))
    for letter, width in zip("ABCDEF", (16, 8, 8, 18, 24, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_("工作表"), _("单元格"), _("程度"), _("列"), _("原来填的"), _("问题和填写方法")])
    for one in sorted(problems, key=lambda problem: problem.level != "error"):
        level = _("错误") if one.level == "error" else _("提示")
        row = (one.title, one.place, level, one.heading, one.said, one.text)
        sheet.append([_text(sheet, value) for value in row])


def _text(sheet: Any, value: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=printable(value))
    cell.data_type = "s"  # a text that begins with "=" is a text
    return cell


def _sheet(book: Workbook, grid: Grid, nth: int, at: dict[tuple[str, int], dict[int, Problem]]) -> None:
    title = (grid.name or _("名单")).translate(_FORBIDDEN)[:28]
    sheet = book.create_sheet(title if title not in book.sheetnames else f"{title}{nth}")
    room = _MOST_COMMENTS
    for line, values in enumerate(grid.rows, 1):
        marks = at.get((grid.name, line), {})
        if not marks:
            sheet.append([_cell(sheet, value) for value in values])
            continue
        width = max(len(values), *marks)
        row = [_cell(sheet, values[n] if n < len(values) else None) for n in range(width)]
        for column, problem in marks.items():
            cell = row[max(column - 1, 0)]
            cell.fill = _WRONG if problem.level == "error" else _NOTED
            if room:
                room -= 1
                cell.comment = Comment(printable(problem.text), "", width=320, height=90)
        sheet.append(row)


def _cell(sheet: Any, value: Any) -> WriteOnlyCell:
    match value:
        case {"d": day}:
            cell = WriteOnlyCell(sheet, value=date.fromisoformat(day))
            cell.number_format = "yyyy-mm-dd"
            return cell
        case {"e": word}:
            return _text(sheet, word)
        case dict():
            return WriteOnlyCell(sheet, value=None)
        case str():
            return _text(sheet, value)
    return WriteOnlyCell(sheet, value=value)
