"""Bars drawn with a pen on a page of a PDF; a picture of that page goes into Word."""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2
from fpdf import FPDF

from governance.chart.bars import COLOURS, INK, TRACK, Bar
from governance.chart.boxes import Box
from governance.chart.fonts import required_font
from governance.chart.pdf import PdfPen
from governance.chart.pens import Ink
from governance.chart.text import fitted

#: In pixels of the drawing; it is scaled to the width of the page.
WIDTH, LABEL, NUMBER, ROW, BAR, SIZE, KEY = 640, 170, 56, 24, 13, 12, 26
_FAMILY, _DENSITY = "chart", 2.0


def height_of(bars: Sequence[Bar], key: Sequence[tuple[str, str]]) -> int:
    """Return how high the drawing is, in pixels."""
    return ROW * len(bars) + (KEY if key else 0)


def paint_bars(pen: PdfPen, bars: Sequence[Bar], key: Sequence[tuple[str, str]]) -> None:
    """Paint the bars, the longest filling the room between label and number."""
    most = max((bar.total for bar in bars), default=0) or 1
    scale = (WIDTH - LABEL - NUMBER) / most
    for nth, bar in enumerate(bars):
        top = nth * ROW
        baseline = top + ROW / 2 + SIZE * 0.36
        pen.text(fitted(bar.label, SIZE, LABEL - 12), (LABEL - 10, baseline), Ink(SIZE, INK, anchor="end"))
        left = float(LABEL)
        pen.rect(Box(left, top + (ROW - BAR) / 2, WIDTH - LABEL - NUMBER, BAR), fill=TRACK)
        for part in bar.parts:
            if part.value:
                pen.rect(Box(left, top + (ROW - BAR) / 2, part.value * scale, BAR), fill=COLOURS[part.tone])
            left += part.value * scale
        pen.text(str(bar.total), (left + 8, baseline), Ink(SIZE, INK))
    _paint_key(pen, key, ROW * len(bars))


def _paint_key(pen: PdfPen, key: Sequence[tuple[str, str]], top: float) -> None:
    left = float(LABEL)
    for tone, words in key:
        pen.rect(Box(left, top + 8, 10, 10), fill=COLOURS[tone])
        pen.text(words, (left + 15, top + 17), Ink(SIZE, INK))
        left += 30 + SIZE * len(words)


def bars_png(bars: Sequence[Bar], key: Sequence[tuple[str, str]]) -> bytes:
    """Return the drawing as PNG.

    Raises:
        FontMissing: without a Chinese font.

    """
    pdf = FPDF(unit="pt", format=(WIDTH, height_of(bars, key)))
    pdf.set_margin(0)
    pdf.set_auto_page_break(False)
    pdf.add_font(_FAMILY, fname=required_font())
    pdf.add_page()
    paint_bars(PdfPen(pdf, (0.0, 0.0), 1.0), bars, key)
    document = pypdfium2.PdfDocument(bytes(pdf.output()))
    try:
        picture = document[0].render(scale=_DENSITY).to_pil()
    finally:
        document.close()
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
