"""A notice as Word, set as official papers are (GB/T 9704): A4, margins, sizes, fixed line pitch."""

from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from oversight.notices.letter import HEADINGS, TITLE, Letter
from oversight.papers.docx import page_number, shape_table, speak_chinese
from schools.printable import printable

BODY, SONG, HEI = "仿宋_GB2312", "宋体", "黑体"
#: 二号 and 三号; the table is set smaller so that four columns hold.
LARGE, NORMAL, SMALL = Pt(22), Pt(16), Pt(12)
PITCH = Pt(28)
WIDTHS = (Cm(1.3), Cm(5.6), Cm(4.3), Cm(4.4))


def letter_docx(letter: Letter) -> bytes:
    """Return the letter as a Word file."""
    paper = Document()
    _set_page(paper, letter)
    _line(paper, letter.issuer, size=NORMAL, font=SONG, bold=True, align=ALIGN.CENTER)
    _line(paper, TITLE, size=LARGE, font=SONG, bold=True, align=ALIGN.CENTER)
    _line(paper, letter.number, align=ALIGN.CENTER)
    _line(paper, "")
    _line(paper, letter.addressee)
    for text in letter.paragraphs:
        _line(paper, text, indent=True)
    _table(paper, letter)
    for text in letter.closing:
        _line(paper, text, indent=True)
    _line(paper, "")
    _line(paper, letter.issuer, align=ALIGN.RIGHT)
    _line(paper, letter.signed_on, align=ALIGN.RIGHT)
    for text in letter.notes:
        _line(paper, text, size=Pt(10.5), pitch=Pt(16))
    written = BytesIO()
    paper.save(written)
    return written.getvalue()


def _set_page(paper: Paper, letter: Letter) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    paper.core_properties.title = printable(f"{TITLE} {letter.number}")
    paper.core_properties.author = printable(letter.issuer)
    if letter.mark:
        head = page.header.paragraphs[0]
        head.alignment = ALIGN.CENTER
        _run(head, letter.mark, font=HEI, size=SMALL)
    foot = page.footer.paragraphs[0]
    foot.alignment = ALIGN.CENTER
    _run(foot, "— ", font=SONG, size=Pt(14))
    page_number(foot, Pt(14), SONG)
    _run(foot, " —", font=SONG, size=Pt(14))
    speak_chinese(paper)


def _line(
    paper: Paper,
    text: str,
    *,
    size: Pt = NORMAL,
    font: str = BODY,
    bold: bool = False,
    align: ALIGN | None = None,
    indent: bool = False,
    pitch: Pt = PITCH,
) -> None:
    paragraph = paper.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = Pt(max(pitch.pt, size.pt + 6))  # a length, so exactly that
    if align is not None:
        paragraph.alignment = align
    if indent:
        shape.first_line_indent = Pt(2 * size.pt)
    _run(paragraph, text, font=font, size=size, bold=bold)


def _table(paper: Paper, letter: Letter) -> None:
    table = paper.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    head = table.rows[0]
    for cell, text in zip(head.cells, HEADINGS, strict=True):
        _fill(cell, text, font=HEI, align=ALIGN.CENTER)
    for row in letter.rows:
        cells = table.add_row().cells
        for nth, (cell, text) in enumerate(zip(cells, row, strict=True)):
            _fill(cell, text, align=ALIGN.LEFT if nth else ALIGN.CENTER)
    shape_table(table, WIDTHS, has_head=True)


def _fill(cell: _Cell, text: str, *, align: ALIGN, font: str = BODY) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(2)
    _run(paragraph, text, font=font, size=SMALL)


def _run(paragraph: Paragraph, text: str, *, font: str, size: Pt, bold: bool = False) -> Run:
    run = paragraph.add_run(printable(text))
    run.font.name, run.font.size, run.font.bold = font, size, bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run
