"""A line in head and foot of every sheet of a workbook, and a sheet that explains it.

The parts are copied one by one and only what changes is written anew: a workbook may hold a million rows,
and reading it as one would take all memory.
"""

import re
from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
#: What may follow head and foot in a sheet, by the order the format prescribes.
_AFTER = re.compile(
    rb"<(rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing"
    rb"|legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)[ />]|</worksheet>"
)
_OWN = re.compile(rb"<headerFooter.*?</headerFooter>|<headerFooter[^>]*/>", re.DOTALL)
_TAIL = 65_536
_PART, _ID = "xl/worksheets/export.xml", "rIdExport"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def workbook_stamped(file: IO[bytes], line: str, explained: Sequence[tuple[str, str]]) -> IO[bytes]:
    """Return the workbook with the line on every sheet, and a last sheet with what is explained."""
    stamped = TemporaryFile()  # noqa: SIM115 -- the answer closes it
    with ZipFile(file) as source, ZipFile(stamped, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            with source.open(part) as content, target.open(part.filename, "w", force_zip64=True) as out:
                if _SHEET.fullmatch(part.filename):
                    _sheet(content, out, _head_and_foot(line))
                elif change := _CHANGES.get(part.filename):
                    out.write(change(content.read().decode()).encode())
                else:
                    while chunk := content.read(_TAIL):
                        out.write(chunk)
        target.writestr(_PART, _explaining(line, explained))
    file.close()
    stamped.seek(0)
    return stamped


def _sheet(content: IO[bytes], out: IO[bytes], line: bytes) -> None:
    """Copy a sheet and put the line before what has to follow it; only the end is held in memory."""
    held = b""
    while chunk := content.read(_TAIL):
        held += chunk
        if len(held) > 2 * _TAIL:
            out.write(held[:-_TAIL])
            held = held[-_TAIL:]
    data_ends = held.rfind(b"</sheetData>") + 1
    head, rest = held[:data_ends], _OWN.sub(b"", held[data_ends:])
    follows = _AFTER.search(rest)
    at = follows.start() if follows else len(rest)
    out.write(head + rest[:at] + line + rest[at:])


def _head_and_foot(line: str) -> bytes:
    said = escape(line.replace("&", "&&"))
    return (
        f"<headerFooter><oddHeader>&amp;C&amp;8{said}</oddHeader><oddFooter>&amp;C&amp;8{said}</oddFooter>"
        "</headerFooter>"
    ).encode()


def _explaining(line: str, explained: Sequence[tuple[str, str]]) -> bytes:
    rows = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in pair) + "</row>"
        for pair in explained
    )
    widths = '<cols><col min="1" max="1" width="16"/><col min="2" max="2" width="80"/></cols>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_MAIN}">{widths}'
        f"<sheetData>{rows}</sheetData>{_head_and_foot(line).decode()}</worksheet>"
    ).encode()


def _book(text: str) -> str:
    number = max((int(n) for n in re.findall(r'sheetId="(\d+)"', text)), default=0) + 1
    sheet = f'<sheet xmlns:x="{_RELATIONS}" name="{escape(_("导出登记"))}" sheetId="{number}" x:id="{_ID}"/>'
    return text.replace("</sheets>", f"{sheet}</sheets>", 1)


def _relations(text: str) -> str:
    one = f'<Relationship Id="{_ID}" Type="{_RELATIONS}/worksheet" Target="/{_PART}"/>'
    return text.replace("</Relationships>", f"{one}</Relationships>", 1)


def _types(text: str) -> str:
    one = f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/>'
    return text.replace("</Types>", f"{one}</Types>", 1)


_CHANGES = {
    "xl/workbook.xml": _book,
    "xl/_rels/workbook.xml.rels": _relations,
    "[Content_Types].xml": _types,
}
