"""A notice as PDF, with the characters it uses embedded, set as the Word file is."""

from collections.abc import Iterator
from contextlib import contextmanager

from fpdf import FPDF, FontFace
from fpdf.enums import Align, TableCellFillMode, TextMode, WrapMode, XPos, YPos

from governance.chart.fonts import required_font
from oversight.notices.letter import HEADINGS, TITLE, Letter
from oversight.papers.text import lines_of

_FAMILY = "letter"
LARGE, NORMAL, SMALL, NOTE = 22, 15, 11, 9
#: Millimetres from one line to the next.
PITCH, TABLE_PITCH, NOTE_PITCH = 9.9, 5.8, 5
WIDTHS = (8, 36, 28, 28)
#: Millimetres around the text of a cell, and what is left free so that a line never breaks twice.
PADDING, SLACK = 1.5, 0.6
#: The font comes in one weight: its strokes are drawn around for what is bold.
BOLDER = 0.03


class LetterPdf(FPDF):
    """Pages with what stands on each of them: the mark of a draft, the number of the page."""

    def __init__(self, letter: Letter):
        super().__init__(unit="mm", format="A4")
        self.letter = letter
        self.set_margins(28, 37, 26)
        self.c_margin = 0
        self.set_auto_page_break(True, margin=35)
        self.set_title(f"{TITLE} {letter.number}")
        self.set_author(letter.issuer)
        self.add_font(_FAMILY, fname=required_font())

    def header(self) -> None:
        """Tell that it is not in force."""
        if self.letter.mark:
            self.set_font(_FAMILY, size=SMALL)
            self.set_xy(self.l_margin, 20)
            self.cell(self.epw, 6, self.letter.mark, align=Align.C)
        self.set_xy(self.l_margin, self.t_margin)

    def footer(self) -> None:
        """Number the page."""
        self.set_font(_FAMILY, size=SMALL)
        self.set_xy(self.l_margin, -28)
        self.cell(self.epw, 6, f"— {self.page_no()} —", align=Align.C)


def letter_pdf(letter: Letter) -> bytes:
    """Return the letter as a PDF.

    Raises:
        FontMissing: without a Chinese font.

    """
    pdf = LetterPdf(letter)
    pdf.add_page()
    with _bold(pdf, NORMAL):
        _line(pdf, letter.issuer, size=NORMAL, align=Align.C)
    with _bold(pdf, LARGE):
        _line(pdf, TITLE, size=LARGE, align=Align.C, pitch=14)
    _line(pdf, letter.number, align=Align.C)
    pdf.ln(PITCH / 2)
    _line(pdf, letter.addressee)
    for text in letter.paragraphs:
        _line(pdf, text, indent=True)
    pdf.ln(2)
    _table(pdf, letter)
    pdf.ln(3)
    for text in letter.closing:
        _line(pdf, text, indent=True)
    _sign(pdf, letter)
    return bytes(pdf.output())


def _sign(pdf: LetterPdf, letter: Letter) -> None:
    """Write who signs and when, on one page with each other."""
    if pdf.will_page_break(PITCH * 3):
        pdf.add_page()
    pdf.ln(PITCH)
    _line(pdf, letter.issuer, align=Align.R)
    _line(pdf, letter.signed_on, align=Align.R)
    pdf.ln(4)
    for text in letter.notes:
        _line(pdf, text, size=NOTE, pitch=NOTE_PITCH)


def _line(
    pdf: LetterPdf,
    text: str,
    *,
    size: float = NORMAL,
    align: Align = Align.L,
    pitch: float = PITCH,
    indent: bool = False,
) -> None:
    pdf.set_font(_FAMILY, size=size)
    lines = wrapped(pdf, text, pdf.epw, indent=indent)
    pdf.multi_cell(
        pdf.epw, pitch, lines, align=align, wrapmode=WrapMode.CHAR, new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )


def wrapped(pdf: FPDF, text: str, width: float, *, indent: bool = False) -> str:
    """Return the text in lines of the width, broken as Chinese is; the first may begin two signs later."""
    # blanks at the beginning of a line are nothing to whoever breaks lines: signs as wide stand for them
    stand_in = "口口" if indent else ""
    lines = "\n".join(lines_of(stand_in + text, width - SLACK, pdf.get_string_width))
    return lines.replace(stand_in, "\u3000\u3000", 1) if indent else lines


def _table(pdf: LetterPdf, letter: Letter) -> None:
    pdf.set_font(_FAMILY, size=SMALL)
    aligns = (Align.C, Align.L, Align.L, Align.L)
    head = FontFace(fill_color=(240, 240, 240))
    with pdf.table(
        col_widths=WIDTHS,
        text_align=aligns,
        line_height=TABLE_PITCH,
        padding=PADDING,
        wrapmode=WrapMode.CHAR,
        headings_style=head,
        cell_fill_mode=TableCellFillMode.NONE,
    ) as table:
        for texts in (HEADINGS, *letter.rows):
            row = table.row()
            for text, share in zip(texts, WIDTHS, strict=True):
                row.cell(wrapped(pdf, text, pdf.epw * share / sum(WIDTHS) - 2 * PADDING))


@contextmanager
def _bold(pdf: LetterPdf, size: float) -> Iterator[None]:
    with pdf.local_context(text_mode=TextMode.FILL_STROKE, line_width=size * BOLDER * 0.3528):
        yield
