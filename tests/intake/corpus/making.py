"""Make workbooks cell by cell and zip by zip, with and without the library."""
# ruff: noqa: E501 -- the parts of a workbook as they are

import zipfile
from io import BytesIO

from openpyxl import Workbook

HEADS = ("姓名", "政治面貌", "入党时间")
ROWS = [("演示甲", "中共党员", "2012-06-20"), ("演示乙", "群众", None)]
#: What ROWS come to.
READ = [("演示甲", "full", "2012-06-20"), ("演示乙", "none", None)]

_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>"""
_RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_BOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="人员" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_BOOK_RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def saved(book: Workbook) -> bytes:
    """Return the bytes of the book."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def sheet(rows=None, title="人员", heads=HEADS):
    """Return a book with one sheet, and the sheet."""
    book = Workbook()
    made = book.active
    made.title = title
    for row in [heads, *(ROWS if rows is None else rows)]:
        made.append(list(row))
    return book, made


def plain(*rows, heads=HEADS, title="人员") -> bytes:
    """Return a workbook with these rows."""
    return saved(sheet(rows or None, title, heads)[0])


def cell(place: str, text: str) -> str:
    """Return a cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def lines(*cells: str) -> str:
    """Return the part of a sheet with the two first lines of a roster and further cells."""
    head = "".join(cell(f"{letter}1", text) for letter, text in zip("ABC", HEADS, strict=True))
    first = "".join(cell(f"{letter}2", text) for letter, text in zip("ABC", ROWS[0], strict=True))
    more = "".join(cells)
    return (
        f'<?xml version="1.0"?><worksheet {MAIN}><sheetData><row r="1">{head}</row><row r="2">{first}</row>{more}'
        "</sheetData></worksheet>"
    )


def packed(parts: dict[str, str | bytes] | None = None, *, without=(), level=zipfile.ZIP_DEFLATED) -> bytes:
    """Return the zip of a small workbook with some of its parts replaced, added or left out."""
    everything = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _BOOK_RELS,
        "xl/worksheets/sheet1.xml": lines(),
        **(parts or {}),
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w", level) as made:
        for name, text in everything.items():
            if name not in without:
                made.writestr(name, text)
    return content.getvalue()
