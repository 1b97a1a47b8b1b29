"""A paper as a Word document that an office edits further."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from oversight.papers.bars import bars_png
from oversight.papers.content import Block, Chart, Facts, Heading, Paper, Paragraph, Table
from oversight.papers.docx import page_number, plain_headings, shape_table, speak_chinese
from schools.printable import printable

_BODY, _HEADING, _TITLE, _QUIET = "仿宋", "黑体", "方正小标宋简体", RGBColor(0x57, 0x60, 0x6A)
_WIDTH = Mm(160)
#: A table of more columns is set smaller.
_MANY = 6


def paper_docx(paper: Paper) -> bytes:
    """Return the paper as docx.

    Raises:
        FontMissing: without a Chinese font for the charts.

    """
    document = Document()
    _page(document, paper)
    _line(document, paper.title, size=20, face=_TITLE, centred=True)
    if paper.subtitle:
        _line(document, paper.subtitle, size=12, quiet=True, centred=True)
    for block in paper.blocks:
        _block(document, block)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    document.core_properties.title = printable(paper.title)
    document.core_properties.author = ""
    style = document.styles["Normal"]
    style.font.size = Pt(12)
    _face(style.element.get_or_add_rPr(), _BODY)
    foot = section.footer.paragraphs[0]
    _run(foot, f"{paper.stamp}    ", size=9, quiet=True)
    page_number(foot, Pt(9))
    speak_chinese(document)
    plain_headings(document, _HEADING)


def _block(document: Any, block: Block) -> None:
    match block:
        case Heading():
            _run(document.add_heading(level=2), block.text, size=14, face=_HEADING)
        case Paragraph():
            _line(document, block.text, size=10 if block.quiet else 12, quiet=block.quiet)
        case Facts():
            _grid(document, [(what, much) for what, much in block.items], (1, 1))
        case Table():
            _table(document, block)
        case Chart():
            document.add_picture(BytesIO(bars_png(block.bars, block.key)), width=_WIDTH)


def _table(document: Any, block: Table) -> None:
    if not block.rows:
        _line(document, block.empty, size=10, quiet=True)
        return
    _grid(document, [block.columns, *block.rows], block.widths, has_head=True)


def _grid(document: Any, rows: list[tuple], widths: tuple[int, ...], *, has_head: bool = False) -> None:
    """Add a table of texts, its widths in the proportions given, the head repeated on every page."""
    table = document.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    whole, size = sum(widths), 8 if len(widths) > _MANY else 10
    cells = table._cells  # every access to table.cell() searches the table anew
    for nth, values in enumerate(rows):
        for column, value in enumerate(values):
            cell = cells[nth * len(widths) + column]
            _run(cell.paragraphs[0], str(value), size=size, bold=has_head and nth == 0)
    shape_table(table, [Length(_WIDTH * width // whole) for width in widths], has_head=has_head)
    document.add_paragraph()


def _line(
    document: Any, text: str, *, size: int, face: str = "", quiet: bool = False, centred: bool = False
) -> None:
    paragraph = document.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, size=size, face=face, quiet=quiet)


def _run(
    paragraph: Any, text: str, *, size: int, face: str = "", quiet: bool = False, bold: bool = False
) -> None:
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold = Pt(size), bold
    if quiet:
        run.font.color.rgb = _QUIET
    if face:
        _face(run._element.get_or_add_rPr(), face)


def _face(properties: Any, name: str) -> None:
    """Set the font for Chinese and Latin letters; python-docx itself sets the Latin one only."""
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(script), name)
