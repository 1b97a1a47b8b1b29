"""Files that were carried away, opened as the programs they are for open them."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import openpyxl
from defusedxml import ElementTree
from docx import Document

from tests.pdf import pdf_pages

#: What a spreadsheet takes for the beginning of a formula.
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass
class Opened:
    """What a file says, and what of it acts: formulas, scripts, links to elsewhere."""

    kind: str
    texts: list[str]
    acting: list[str]

    @property
    def text(self) -> str:
        """Return all it says."""
        return "\n".join(self.texts)


def opened(name: str, body: bytes) -> Iterator[Opened]:
    """Yield what is in the file; of an archive every file."""
    kind = name.rpartition(".")[2]
    if kind == "zip":
        with ZipFile(BytesIO(body)) as parts:
            for one in parts.namelist():
                yield from opened(one, parts.read(one))
    else:
        yield _OPENERS[kind](body)


def _table(body: bytes) -> Opened:
    cells = [cell for row in csv.reader(StringIO(body.decode("utf-8-sig"), newline="")) for cell in row]
    return Opened("csv", cells, [cell for cell in cells if cell.startswith(SIGNS) and cell != "-"])


def _workbook(body: bytes) -> Opened:
    cells = [
        cell for sheet in openpyxl.load_workbook(BytesIO(body)) for row in sheet.iter_rows() for cell in row
    ]
    acting = [f"{cell.value}" for cell in cells if cell.data_type == "f" or cell.hyperlink]
    return Opened(
        "xlsx", [str(cell.value) for cell in cells if cell.value is not None], acting + _package(body)
    )


def _paper(body: bytes) -> Opened:
    found = Document(BytesIO(body))
    cells = [cell for table in found.tables for row in table.rows for cell in row.cells]
    return Opened("docx", [one.text for one in (*found.paragraphs, *cells)], _package(body))


def _package(body: bytes) -> list[str]:
    """Return the parts of an Office file that run or lead outside; every part has to be well-formed."""
    acting = []
    with ZipFile(BytesIO(body)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))
            is_leading = name.endswith(".rels") and b"External" in parts.read(name)
            if is_leading or "vba" in name.lower() or "activex" in name.lower():
                acting.append(name)
    return acting


def _pages(body: bytes) -> Opened:
    words = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/XFA")
    return Opened("pdf", pdf_pages(body), [word.decode() for word in words if word in body])


def _data(body: bytes) -> Opened:
    return Opened("json", list(_strings(json.loads(body))), [])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, str):
        yield value


def _graph(body: bytes) -> Opened:
    root = ElementTree.fromstring(body)
    return Opened(
        "graphml", [text for node in root.iter() for text in (node.text, *node.attrib.values()) if text], []
    )


def _plain(body: bytes) -> Opened:
    return Opened("mmd", body.decode().splitlines(), [])


_OPENERS = {
    "csv": _table, "xlsx": _workbook, "docx": _paper, "pdf": _pages, "json": _data, "jsonld": _data,
    "graphml": _graph, "mmd": _plain,
}  # fmt: skip
