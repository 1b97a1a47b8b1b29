"""A chart as PNG: the PDF's page as pixels, so that both show the same."""

from io import BytesIO

import pypdfium2

from governance.chart.cards import Chart
from governance.chart.pdf import page_size, sheet_pdf
from governance.chart.sheet import Caption, Sheet

#: Pixels of the picture for each of the chart, unless the picture becomes larger than this.
DENSITY, MOST_PIXELS = 2.0, 40_000_000


def sheet_png(chart: Chart, caption: Caption) -> bytes:
    """Return the chart with its caption as PNG, without the margins of the PDF's page.

    Raises:
        FontMissing: without a Chinese font.

    """
    sheet = Sheet.of(chart, caption)
    density = min(DENSITY, (MOST_PIXELS / (sheet.width * sheet.height)) ** 0.5)
    width, height, scale = page_size(sheet.width, sheet.height)
    side, top = (width - sheet.width * scale) / 2, (height - sheet.height * scale) / 2
    document = pypdfium2.PdfDocument(sheet_pdf(chart, caption))
    try:
        picture = document[0].render(scale=density / scale, crop=(side, top, side, top)).to_pil()
    finally:
        document.close()
    out = BytesIO()
    picture.save(out, "PNG", compress_level=2)  # a large chart: 1.5 s instead of 2.5
    return out.getvalue()
