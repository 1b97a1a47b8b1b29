"""Read a workbook and print its cells: ``python -m intake.books.reader FILE``, a process of its own.

It knows nothing of the register and needs no settings. Whatever a file does to it, the caller lives on.
Printed is one line of JSON for each sheet, ``{"name", "hidden", "rows", "merged"}``; a row is a list of
texts, numbers and truths, ``{"d": day}`` for a date, ``{"f": true}`` for a formula never worked out and
``{"e": word}`` for an error. A refusal is printed as ``{"refused": reason, "detail": …}``.
"""

import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from intake.books import limits
from intake.books.refusing import NotTaken

_MERGED = re.compile(rb'<mergeCell [^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_CHUNK = 1 << 20


def main() -> None:
    """Print the sheets of the file."""
    os.environ["OPENPYXL_LXML"] = "False"  # lxml would not go through defusedxml
    sys.stdout.reconfigure(encoding="utf-8")
    _take_no_more()
    try:
        for sheet in sheets_of(Path(sys.argv[1])):
            sys.stdout.write(json.dumps(sheet, ensure_ascii=False) + "\n")
    except NotTaken as problem:
        _refuse(problem.reason, problem.detail)
    except MemoryError:
        _refuse("swelling", "")
    except Exception as problem:  # noqa: BLE001 -- a damaged file may break the library anywhere
        names = [type(one).__name__ for one in _chain(problem)]
        _refuse("entities" if {"EntitiesForbidden", "DTDForbidden"} & set(names) else "damaged", names[0])


def _chain(problem: BaseException | None) -> Iterator[BaseException]:
    """Yield the problem and what led to it."""
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__


def _take_no_more() -> None:
    """Let the system end the process when it takes too much; Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.SECONDS, limits.SECONDS))


def _refuse(reason: str, detail: str) -> None:
    sys.stdout.write(json.dumps({"refused": reason, "detail": detail}) + "\n")


def sheets_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the sheets.

    Raises:
        NotTaken: if there is more than is taken.

    """
    from openpyxl import DEFUSEDXML, load_workbook

    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is missing")
    # the values, and where a value is missing the formula tells that there should be one
    with path.open("rb") as file, zipfile.ZipFile(path) as packed:  # the library asks paths for an ending
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        if len(book.sheetnames) > limits.MOST_SHEETS:
            raise NotTaken("sheets")
        for sheet in book.worksheets:
            hidden = sheet.sheet_state != "visible"
            rows = [] if hidden else _rows(sheet)
            merged = [] if hidden else _merged(packed, sheet)
            formulas = [] if hidden else _unworked(packed, sheet)
            _mark(rows, formulas)
            yield {"name": sheet.title, "hidden": hidden, "rows": rows, "merged": merged}


def _rows(sheet: Any) -> list[list[Any]]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    rows: list[list[Any]] = []
    widest, last = 0, 0
    for nth, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        row = [_plain(value) for value in cells]
        while row and row[-1] is None:
            row.pop()
        if row:
            widest, last = max(widest, len(row)), nth
        if last > limits.MOST_ROWS:
            raise NotTaken("rows", sheet.title)
        if widest > limits.MOST_COLUMNS:
            raise NotTaken("columns", sheet.title)
        if nth <= limits.MOST_ROWS:
            rows.append(row)
    return rows[:last]


def _plain(value: Any) -> Any:
    found: Any = value
    match value:
        case None | bool() | int():
            pass
        case float():
            found = int(value) if value.is_integer() else value
        case datetime():
            found = {"d": value.date().isoformat()}
        case date():
            found = {"d": value.isoformat()}
        case time():
            found = value.isoformat()
        case _:
            text = str(value)
            found = {"e": text} if text in _ERRORS else text[: limits.LONGEST_CELL]
    return found


_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


def _merged(packed: zipfile.ZipFile, sheet: Any) -> list[str]:
    """Return the merged ranges, which the library does not tell when it reads row by row."""
    return [ref.decode() for ref in _found(packed, sheet, _MERGED)][: limits.MOST_ROWS]


_FORMULA = re.compile(
    rb'<c [^>]*?r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


def _unworked(packed: zipfile.ZipFile, sheet: Any) -> list[str]:
    """Return the cells with a formula that no program has worked out since it was written."""
    return [ref.decode() for ref in _found(packed, sheet, _FORMULA)][: limits.MOST_ROWS]


def _found(packed: zipfile.ZipFile, sheet: Any, pattern: re.Pattern[bytes]) -> Iterator[bytes]:
    """Yield what the pattern finds in the part of the sheet, which is never in memory as a whole."""
    before = b""
    with packed.open(sheet._worksheet_path) as part:
        while chunk := part.read(_CHUNK):
            text = before + chunk
            end = 0
            for found in pattern.finditer(text):
                end = found.end()
                yield found[1]
            before = text[max(end, len(text) - 512) :]


def _mark(rows: list[list[Any]], formulas: list[str]) -> None:
    from openpyxl.utils.cell import coordinate_to_tuple

    for place in formulas:
        line, column = coordinate_to_tuple(place)
        if line <= limits.MOST_ROWS and column <= limits.MOST_COLUMNS:
            while len(rows) < line:
                rows.append([])
            row = rows[line - 1]
            row.extend([None] * (column - len(row)))
            row[column - 1] = {"f": True}


if __name__ == "__main__":
    main()
