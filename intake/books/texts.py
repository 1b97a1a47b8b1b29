"""Lists as text: which encoding, which separator."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

from intake.books import limits
from intake.books.refusing import NotTaken

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: What Excel writes on Chinese machines is gb18030; it takes nearly any bytes, so it comes last.
_TRIED = ("utf-8", "gb18030")
_SEPARATORS = ",\t;"


def read_list(path: Path) -> dict[str, Any]:
    """Return the list as a sheet, as ``books.reader`` prints one.

    Raises:
        NotTaken: if it is no text, or too much of it.

    """
    if not path.stat().st_size:
        raise NotTaken("empty")
    if path.stat().st_size > limits.LARGEST_FILE:
        raise NotTaken("large")
    rows = [[cell.strip() or None for cell in row] for row in _split(_decoded(path.read_bytes()))]
    while rows and not any(rows[-1]):
        rows.pop()
    if any(len(row) > limits.MOST_COLUMNS for row in rows):
        raise NotTaken("columns", path.name[:40])
    return {"name": "", "hidden": False, "rows": rows, "merged": []}


def _decoded(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NotTaken("not_workbook")
    named = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    for encoding in (named,) if named else _TRIED:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if _is_text(text):
            return text
    raise NotTaken("encoding")


def _is_text(text: str) -> bool:
    """Tell whether it reads as a text: nothing unprintable but the ends of lines, no signs of private use."""
    return not any((sign < " " and sign not in "\r\n\t") or "\ue000" <= sign <= "\uf8ff" for sign in text)


def _split(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    rows = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=False):
            rows.append([cell[: limits.LONGEST_CELL] for cell in row])
            if len(rows) > limits.MOST_ROWS:
                raise NotTaken("rows", "csv")
    except csv.Error as problem:
        raise NotTaken("damaged") from problem
    return rows
