"""A paper as PDF on A4, with the characters it uses embedded."""

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, WrapMode, XPos, YPos
from fpdf.fonts import FontFace

from governance.chart.fonts import required_font
from governance.chart.pdf import PdfPen
from oversight.papers import bars
from oversight.papers.content import Block, Chart, Facts, Heading, Paper, Paragraph, Table
from oversight.papers.text import lines_of

_FAMILY, _INK, _QUIET, _LINE, _SHADE = "paper", "#1f2328", "#57606a", "#c9d1d9", "#eef1f5"
_MARGIN, _TEXT, _SMALL = 18.0, 10.5, 8.5
_FACTS_IN_A_ROW = 3
#: Millimetres beside the text of a cell, and what rounding may take of its width.
_PADDING, _SLACK = 1.0, 0.3


class _Sheet(FPDF):
    """Pages with the stamp and their number at the foot."""

    stamp = ""

    def footer(self) -> None:
        """Write the stamp and the number of the page."""
        self.set_y(-14)
        self.set_font(_FAMILY, size=_SMALL)
        self.set_text_color(_QUIET)
        room = self.epw - 20
        self.cell(room, 5, self.stamp)
        self.cell(20, 5, f"{self.page_no()} / {{nb}}", align="R")


def paper_pdf(paper: Paper, *, compact: bool = False) -> bytes:
    """Return the paper as PDF.

    Args:
        paper: what it says.
        compact: smaller letters and less air, for what is to stand on one page.

    Raises:
        FontMissing: without a Chinese font.

    """
    sheet = _Sheet(unit="mm", format="A4")
    sheet.stamp = paper.stamp
    sheet.set_title(paper.title)
    sheet.set_margins(_MARGIN, 13 if compact else _MARGIN)
    sheet.set_auto_page_break(True, margin=16 if compact else 20)
    sheet.add_font(_FAMILY, fname=required_font())
    sheet.add_page()
    _title(sheet, paper, compact)
    for block in paper.blocks:
        _block(sheet, block, compact)
    return bytes(sheet.output())


def pages_of(paper: bytes) -> int:
    """Return how many pages a PDF has."""
    import pypdfium2  # late: only who asks for the number needs to read a PDF

    document = pypdfium2.PdfDocument(paper)
    try:
        return len(document)
    finally:
        document.close()


def _title(sheet: _Sheet, paper: Paper, compact: bool) -> None:
    _write(sheet, paper.title, size=15 if compact else 18, align="C")
    if paper.subtitle:
        _write(sheet, paper.subtitle, size=_TEXT, colour=_QUIET, align="C")
    sheet.ln(1 if compact else 4)


def _block(sheet: _Sheet, block: Block, compact: bool) -> None:
    size = 9 if compact else _TEXT
    match block:
        case Heading():
            _heading(sheet, block, compact)
        case Paragraph():
            _write(
                sheet,
                block.text,
                size=_SMALL if block.quiet else size,
                colour=_QUIET if block.quiet else _INK,
            )
            sheet.ln(1)
        case Facts():
            _facts(sheet, block, size)
        case Table():
            _table(sheet, block, 8.5 if compact else 9)
        case Chart():
            _chart(sheet, block)


def _write(sheet: _Sheet, text: str, *, size: float, colour: str = _INK, align: str = "L") -> None:
    sheet.set_font(_FAMILY, size=size)
    sheet.set_text_color(colour)
    lines = lines_of(text, sheet.epw - 2 * sheet.c_margin, sheet.get_string_width)
    for line in lines:
        sheet.cell(0, size * 0.55, line, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _heading(sheet: _Sheet, block: Heading, compact: bool) -> None:
    sheet.ln(1.5 if compact else 4)
    if sheet.will_page_break(30):
        sheet.add_page()
    _write(sheet, block.text, size=11 if compact else 13)
    sheet.set_draw_color(_LINE)
    sheet.line(sheet.l_margin, sheet.get_y() + 0.5, sheet.w - sheet.r_margin, sheet.get_y() + 0.5)
    sheet.ln(2)


def _facts(sheet: _Sheet, block: Facts, size: float) -> None:
    """Write the facts in a grid of three columns."""
    width, height = sheet.epw / _FACTS_IN_A_ROW, size * 0.6
    sheet.set_font(_FAMILY, size=size)
    for start in range(0, len(block.items), _FACTS_IN_A_ROW):
        for nth, (what, much) in enumerate(block.items[start : start + _FACTS_IN_A_ROW]):
            sheet.set_x(sheet.l_margin + nth * width)
            label = sheet.get_string_width(what) + 3
            sheet.set_text_color(_QUIET)
            sheet.cell(label, height, what)
            sheet.set_text_color(_INK)
            sheet.cell(width - label, height, much)
        sheet.ln(height)
    sheet.ln(1)


def _table(sheet: _Sheet, block: Table, size: float) -> None:
    if not block.rows:
        _write(sheet, block.empty, size=size, colour=_QUIET)
        return
    sheet.set_font(_FAMILY, size=size)
    sheet.set_text_color(_INK)
    sheet.set_draw_color(_LINE)
    sheet.set_fill_color("#ffffff")
    with sheet.table(
        col_widths=block.widths,
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(emphasis="", fill_color=_SHADE),
        line_height=size * 0.5,
        padding=(0.8, _PADDING),
        text_align=["RIGHT" if _is_number(block, nth) else "LEFT" for nth in range(len(block.columns))],
        wrapmode=WrapMode.CHAR,
    ) as table:
        for cells in (block.columns, *block.rows):
            row = table.row()
            for nth, cell in enumerate(cells):
                room = sheet.epw * block.widths[nth] / sum(block.widths) - 2 * _PADDING - _SLACK
                row.cell("\n".join(lines_of(str(cell), room, sheet.get_string_width)))
    sheet.ln(2)


def _is_number(block: Table, column: int) -> bool:
    return all(isinstance(row[column], int) for row in block.rows)


def _chart(sheet: _Sheet, block: Chart) -> None:
    scale = sheet.epw / bars.WIDTH
    height = bars.height_of(block.bars, block.key) * scale
    if sheet.will_page_break(height):
        sheet.add_page()
    bars.paint_bars(_pen(sheet, scale), block.bars, block.key)
    sheet.set_y(sheet.get_y() + height + 2)


def _pen(sheet: _Sheet, scale: float) -> PdfPen:
    return _Pen(sheet, (sheet.l_margin, sheet.get_y()), scale)


class _Pen(PdfPen):
    """As on the sheets of charts, which count in points and not in millimetres."""

    def text(self, text, at, ink):
        """Write one line."""
        size = ink.size * self.scale * self.pdf.k
        self.pdf.set_font(_FAMILY, size=size)
        self.pdf.set_text_color(ink.fill)
        x, y = self._at(at)
        if ink.anchor != "start":
            x -= self.pdf.get_string_width(text) / (2 if ink.anchor == "middle" else 1)
        self.pdf.text(x, y, text)
