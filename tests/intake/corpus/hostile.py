"""Files that want to do harm, or are not what they say: each is refused, with the reason beside it.

Some are no more than awkward to open: they may be read, if that takes no longer and no more than others.
"""

# ruff: noqa: PLW0108 -- a case is a line; what makes it is asked when it is needed
import struct
import zipfile
from io import BytesIO

from tests.intake.corpus.making import MAIN, cell, lines, packed, plain

READ = "read"
_SHEET = "xl/worksheets/sheet1.xml"
_DTD = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{what}">{more}]>'
_LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))


def _sheet(text):
    return packed({_SHEET: text})


def _entity(text, part=_SHEET):
    return packed({part: text})


def _bomb(part=_SHEET, size=120_000_000):
    return packed({part: b" " * size})


def _far(place):
    row = "".join(sign for sign in place if sign.isdigit())
    return _sheet(lines(f'<row r="{row}">{cell(place, "x")}</row>'))


def _styles(count):
    xfs = '<xf numFmtId="0" fontId="0"/>' * count
    return packed(
        {"xl/styles.xml": f'<styleSheet {MAIN}><cellXfs count="{count}">{xfs}</cellXfs></styleSheet>'}
    )


def _twice():
    content = BytesIO(packed())
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(content, "a") as made:
            made.writestr(_SHEET, lines())
    return content.getvalue()


def _with(name, content=b"x"):
    return packed({name: content})


def _lying(size=5_000_000_000):
    """Say in the table of contents that a part is larger than it is."""
    content = bytearray(packed())
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", min(size, 0xFFFFFFFE))
    return bytes(content)


def _encrypted():
    content = bytearray(packed())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)


def _nested():
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("inner.xlsx", plain())
    return content.getvalue()


def _wide(count):
    return _sheet(lines(f'<row r="3">{"".join(f"<c><v>{n}</v></c>" for n in range(count))}</row>'))


def _long(count):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(3, count + 3))
    return packed({_SHEET: lines(rows)})


def _merged(count, reach="XFD1048576"):
    text = lines().replace(
        "</worksheet>",
        f"<mergeCells>{f'<mergeCell ref={chr(34)}A1:{reach}{chr(34)}/>' * count}</mergeCells></worksheet>",
    )
    return _sheet(text)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000
_XXE = (
    _DTD.format(what="", more='<!ENTITY b SYSTEM "file:///etc/passwd">')
    + f"<worksheet {MAIN}><sheetData>&b;</sheetData></worksheet>"
)
_FAR_XXE = (
    '<?xml version="1.0"?><!--'
    + "x" * 6000
    + '--><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    + f"<worksheet {MAIN}>&a;</worksheet>"
)

CASES = {
    "empty file": ("a.xlsx", lambda: b"", "empty"),
    "empty csv": ("a.csv", lambda: b"", "empty"),
    "old xls": ("a.xls", lambda: _OLE, "old"),
    "old xls renamed": ("a.xlsx", lambda: _OLE, "old"),
    "old wps table": ("a.et", lambda: _OLE, "old"),
    "workbook with macros": ("a.xlsm", plain, "macros"),
    "binary workbook": ("a.xlsb", plain, "old"),
    "program": ("a.exe", lambda: b"MZ" + b"\0" * 200, "ending"),
    "no ending": ("workbook", plain, "ending"),
    "program renamed": ("a.xlsx", lambda: b"MZ" + b"\0" * 200, "not_workbook"),
    "page renamed": ("a.xlsx", lambda: b"<html><table><tr><td>x</td></tr></table></html>", "not_workbook"),
    "csv renamed": ("a.xlsx", lambda: "姓名\r\n演示甲".encode(), "not_workbook"),
    "workbook renamed to csv": ("a.csv", plain, "not_workbook"),
    "picture": ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "not_workbook"),
    "zip of something else": ("a.xlsx", lambda: packed(without=("xl/workbook.xml",)), "not_workbook"),
    "zip in a zip": ("a.xlsx", _nested, "embedded"),
    "zip inside a workbook": ("a.xlsx", lambda: _with("xl/media/inner.zip", _nested()), "embedded"),
    "workbook inside a workbook": ("a.xlsx", lambda: _with("xl/embeddings/inner.xlsx", plain()), "embedded"),
    "object embedded": ("a.xlsx", lambda: _with("xl/embeddings/oleObject1.bin"), "embedded"),
    "control embedded": ("a.xlsx", lambda: _with("xl/activeX/activeX1.xml"), "embedded"),
    "ribbon of its own": ("a.xlsx", lambda: _with("customUI/customUI.xml"), "embedded"),
    "program inside": ("a.xlsx", lambda: _with("xl/media/run.exe"), "embedded"),
    "script inside": ("a.xlsx", lambda: _with("docProps/run.vbs"), "embedded"),
    "macros inside, named xlsx": ("a.xlsx", lambda: _with("xl/vbaProject.bin"), "macros"),
    "macros elsewhere": ("a.xlsx", lambda: _with("xl/other/VBAPROJECT.BIN"), "macros"),
    "macro sheet of Excel 4": ("a.xlsx", lambda: _with("xl/macrosheets/sheet1.xml", "<x/>"), "macros"),
    "dialog sheet": ("a.xlsx", lambda: _with("xl/dialogsheets/sheet1.xml", "<x/>"), "macros"),
    "types say macros": (
        "a.xlsx",
        lambda: packed(
            {"[Content_Types].xml": "<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"}
        ),
        "macros",
    ),
    "way out of the folder": ("a.xlsx", lambda: _with("../../etc/cron.d/x"), "paths"),
    "way out in the middle": ("a.xlsx", lambda: _with("xl/../../x"), "paths"),
    "way out of Windows": ("a.xlsx", lambda: _with("xl\\..\\..\\x"), "paths"),
    "from the root": ("a.xlsx", lambda: _with("/etc/passwd"), "paths"),
    "from a drive": ("a.xlsx", lambda: _with("C:/x"), "paths"),
    "one part twice": ("a.xlsx", _twice, "paths"),
    "three hundred parts": (
        "a.xlsx",
        lambda: packed({f"xl/media/{n}.png": "x" for n in range(300)}),
        "entries",
    ),
    "bomb in the sheet": ("a.xlsx", _bomb, "swelling"),
    "bomb in the texts": ("a.xlsx", lambda: _bomb("xl/sharedStrings.xml"), "swelling"),
    "bomb in the theme": ("a.xlsx", lambda: _bomb("xl/theme/theme1.xml"), "swelling"),
    "bomb in a picture": ("a.xlsx", lambda: _bomb("xl/media/a.png"), "swelling"),
    "two bombs, each below the limit": (
        "a.xlsx",
        lambda: packed({f"xl/media/{n}.png": b"\0" * 60_000_000 for n in range(4)}),
        "swelling",
    ),
    "large frame": (
        "a.xlsx",
        lambda: packed({"xl/workbook.xml": "<!--" + "ab" * 900_000 + "-->"}),
        "swelling",
    ),
    "a million styles": ("a.xlsx", lambda: _styles(1_000_000), ("swelling", "styles")),
    "size that is a lie": ("a.xlsx", _lying, ("damaged", "swelling", READ)),
    "encrypted parts": ("a.xlsx", _encrypted, "old"),
    "entity of its own": (
        "a.xlsx",
        lambda: _entity(_DTD.format(what="x", more="") + f"<worksheet {MAIN}/>"),
        "entities",
    ),
    "file of the machine": ("a.xlsx", lambda: _entity(_XXE), "entities"),
    "file of the machine, far from the beginning": ("a.xlsx", lambda: _entity(_FAR_XXE), "entities"),
    "address of another machine": (
        "a.xlsx",
        lambda: _entity('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>'),
        "entities",
    ),
    "parameter entity": (
        "a.xlsx",
        lambda: _entity('<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><x/>'),
        "entities",
    ),
    "billion laughs": (
        "a.xlsx",
        lambda: _entity(_DTD.format(what="ha", more=_LAUGHS) + "<x>&j;</x>"),
        "entities",
    ),
    "laughs in the workbook": (
        "a.xlsx",
        lambda: _entity(_DTD.format(what="ha", more=_LAUGHS) + "<x>&j;</x>", "xl/workbook.xml"),
        "entities",
    ),
    "laughs in the texts": (
        "a.xlsx",
        lambda: _entity(_DTD.format(what="ha", more=_LAUGHS) + "<x>&j;</x>", "xl/sharedStrings.xml"),
        "entities",
    ),
    "laughs in the relations": (
        "a.xlsx",
        lambda: _entity(_DTD.format(what="ha", more=_LAUGHS) + "<x>&j;</x>", "_rels/.rels"),
        "entities",
    ),
    "entities in UTF-16": (
        "a.xlsx",
        lambda: packed(
            {_SHEET: _XXE.replace('version="1.0"', 'version="1.0" encoding="UTF-16"').encode("utf-16")}
        ),
        "entities",
    ),
    "broken zip": ("a.xlsx", lambda: packed()[:-60], "damaged"),
    "zip that ends early": ("a.xlsx", lambda: b"PK\x03\x04" + b"\0" * 100, "damaged"),
    "flipped bits": (
        "a.xlsx",
        lambda: packed(level=zipfile.ZIP_STORED).replace("演示甲".encode(), "演示甴".encode()),
        "damaged",
    ),
    "broken XML": ("a.xlsx", lambda: _sheet("<worksheet><sheetData><row>"), "damaged"),
    "bad UTF-8": (
        "a.xlsx",
        lambda: packed({_SHEET: lines().encode().replace("演示甲".encode(), b"\xff\xfe\xfa")}),
        "damaged",
    ),
    "control characters": ("a.xlsx", lambda: _sheet(lines().replace("演示甲", "演\x01示")), "damaged"),
    "sheet that is not there": ("a.xlsx", lambda: packed(without=(_SHEET,)), "nothing"),
    "last cell of a sheet": ("a.xlsx", lambda: _far("XFD1048576"), ("rows", "columns")),
    "last line of a sheet": ("a.xlsx", lambda: _far("A1048576"), "rows"),
    "last column of a sheet": ("a.xlsx", lambda: _far("XFD3"), "columns"),
    "sixty thousand lines": ("a.xlsx", lambda: _long(60_000), "rows"),
    "two hundred columns": ("a.xlsx", lambda: _wide(200), "columns"),
    "everything merged": ("a.xlsx", lambda: _merged(1), READ),
    "everything merged, often": ("a.xlsx", lambda: _merged(5000, "BH50000"), READ),
    "csv of nothing but zeros": ("a.csv", lambda: b"\0" * 5000, "encoding"),
    "csv that is no text": ("a.csv", lambda: bytes(range(256)) * 20, "encoding"),
    "csv of sixty thousand lines": ("a.csv", lambda: "姓名\n".encode() + b"a\n" * 60_000, "rows"),
    "csv of a thousand columns": ("a.csv", lambda: ("姓名" + "," * 1000).encode(), "columns"),
    "nothing in it": ("a.xlsx", lambda: _sheet(f"<worksheet {MAIN}><sheetData/></worksheet>"), "nothing"),
}
