"""A line in head and foot of a PDF, and across its pages."""

from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import pypdfium2
from fpdf import FPDF

#: The font the papers themselves are set in: Noto Sans SC, SIL Open Font License 1.1.
_PACKAGE, _FONT = "pylopdf-fonts-zh-cn", "pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf"
_SMALL, _LARGE, _QUIET, _EDGE = 7.0, 15.0, 0x57, 9.0
#: How much of the ink shows where the line crosses a page: what is below stays readable.
_FAINT = 0.12
#: Degrees the line is turned by where it crosses a page.
_SLOPE = 30
_Size = tuple[float, float]


def pdf_stamped(file: IO[bytes], line: str) -> IO[bytes]:
    """Return the document with the line in head and foot of every page and faintly across it."""
    document = pypdfium2.PdfDocument(file.read())
    sizes = sorted({document[nth].get_size() for nth in range(len(document))})
    overlay = pypdfium2.PdfDocument(_sheets(sizes, line))
    marks = {size: overlay.page_as_xobject(nth, document) for nth, size in enumerate(sizes)}
    for nth in range(len(document)):
        page = document[nth]
        page.insert_obj(marks[page.get_size()].as_pageobject())
        page.gen_content()
        page.close()
    stamped = TemporaryFile()  # noqa: SIM115 -- the answer closes it
    document.save(stamped)
    overlay.close()
    document.close()
    file.close()
    stamped.seek(0)
    return stamped


def _sheets(sizes: Sequence[_Size], line: str) -> bytes:
    """Return a document with a page for each size that has nothing but the line."""
    sheets = FPDF(unit="pt")
    sheets.set_margin(0)
    sheets.set_auto_page_break(False)
    sheets.add_font("stamp", fname=Path(str(distribution(_PACKAGE).locate_file(_FONT))))
    for width, height in sizes:
        sheets.add_page(format=(width, height))
        sheets.set_font("stamp", size=_LARGE)
        sheets.set_text_color(_QUIET)
        with sheets.local_context(fill_opacity=_FAINT), sheets.rotation(_SLOPE, width / 2, height / 2):
            sheets.text((width - sheets.get_string_width(line)) / 2, height / 2, line)
        sheets.set_font("stamp", size=_SMALL)
        for baseline in (_EDGE + _SMALL, height - _EDGE):
            sheets.text((width - sheets.get_string_width(line)) / 2, baseline, line)
    return bytes(sheets.output())
