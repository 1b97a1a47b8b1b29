"""A chart as PDF, with the characters it uses embedded, so that it opens and prints anywhere.

The whole chart stands on one page, because a chart cut over pages cannot be read as a whole. The page is
A3 in landscape as long as the smallest text stays at 5 pt; then the next larger sheet of the A series on
which it does; and where even A0 is too small a page as large as the chart. Who has no large printer
prints tiles on A3 from the print page.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from fpdf import FPDF
from fpdf.enums import TextMode

from governance.chart.boxes import Box
from governance.chart.cards import Chart
from governance.chart.fonts import required_font
from governance.chart.pens import Ink, Point, Stroke
from governance.chart.sheet import Caption, Sheet, paint_sheet

#: Sheets in landscape, in points.
A_SERIES = ((1190.55, 841.89), (1683.78, 1190.55), (2383.94, 1683.78), (3370.39, 2383.94))
MARGIN = 28.0
#: The smallest text of a chart is 11 pixels high.
SMALLEST_TEXT, LEGIBLE = 11, 5.0
LARGEST_PAGE = 14400.0
#: Drawn around the strokes of a bold text: the font comes in one weight.
BOLDER = 0.028
_FAMILY = "chart"


def page_size(width: float, height: float) -> tuple[float, float, float]:
    """Return page width, page height and points per pixel for a sheet of so many pixels."""
    least = LEGIBLE / SMALLEST_TEXT
    for page in A_SERIES:
        scale = min((page[0] - 2 * MARGIN) / width, (page[1] - 2 * MARGIN) / height)
        if scale >= least:
            return *page, min(scale, 0.75)
    scale = min(least, (LARGEST_PAGE - 2 * MARGIN) / max(width, height))
    return width * scale + 2 * MARGIN, height * scale + 2 * MARGIN, scale


def sheet_pdf(chart: Chart, caption: Caption) -> bytes:
    """Return the chart with its caption as a PDF of one page.

    Raises:
        FontMissing: without a Chinese font.

    """
    sheet = Sheet.of(chart, caption)
    width, height, scale = page_size(sheet.width, sheet.height)
    pdf = FPDF(unit="pt", format=(width, height))
    pdf.set_title(chart.title)
    pdf.set_margin(0)
    pdf.set_auto_page_break(False)
    pdf.add_font(_FAMILY, fname=required_font())
    pdf.add_page()
    place = ((width - sheet.width * scale) / 2, (height - sheet.height * scale) / 2)
    paint_sheet(PdfPen(pdf, place, scale), chart, sheet, caption)
    return bytes(pdf.output())


class PdfPen:
    """Draws on a page of a PDF; positions are in pixels of the chart."""

    def __init__(self, pdf: FPDF, place: Point, scale: float):
        self.pdf, self.place, self.scale = pdf, place, scale

    def rect(
        self, box: Box, *, fill: str = "", stroke: Stroke | None = None, radius: float = 0, css: str = ""
    ) -> None:
        """Draw a rectangle."""
        style = ("D" if stroke else "") + ("F" if fill else "")
        if fill:
            self.pdf.set_fill_color(fill)
        with self._stroked(stroke):
            x, y = self._at((box.x, box.y))
            size = box.width * self.scale, box.height * self.scale
            # fpdf2 draws half circles only for a radius just below half the height
            corner = min(radius, 0.49 * box.height) * self.scale
            self.pdf.rect(x, y, *size, style=style, round_corners=radius > 0, corner_radius=corner)

    def lines(self, lines: Iterable[Sequence[Point]], stroke: Stroke) -> None:
        """Draw lines from point to point, all alike."""
        with self._stroked(stroke):
            for points in lines:
                self.pdf.polyline([self._at(point) for point in points])

    def curve(self, points: Sequence[Point], stroke: Stroke, **_data: str) -> None:
        """Draw a Bézier curve from the first to the last of four points."""
        with self._stroked(stroke):
            self.pdf.bezier([self._at(point) for point in points])

    def circle(self, at: Point, radius: float, fill: str) -> None:
        """Draw a disc."""
        self.pdf.set_fill_color(fill)
        self.pdf.circle(*self._at(at), radius * self.scale, style="F")

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """Draw a closed shape."""
        self.pdf.set_fill_color(fill)
        self.pdf.polygon([self._at(point) for point in points], style="F")

    def text(self, text: str, at: Point, ink: Ink) -> None:
        """Write one line."""
        pdf, size = self.pdf, ink.size * self.scale
        pdf.set_font(_FAMILY, size=size)
        pdf.set_text_color(ink.fill)
        x, y = self._at(at)
        if ink.anchor != "start":
            x -= pdf.get_string_width(text) / (2 if ink.anchor == "middle" else 1)
        if not ink.bold:
            pdf.text(x, y, text)
            return
        with pdf.local_context(text_mode=TextMode.FILL_STROKE, line_width=size * BOLDER):
            pdf.set_draw_color(ink.fill)
            pdf.text(x, y, text)

    @contextmanager
    def group(self, tag: str = "g", title: str = "", **attributes: str) -> Iterator[None]:
        """Draw what is inside; a PDF knows of groups only that they may be moved."""
        before = self.place
        if shift := attributes.get("transform"):
            x, y = shift.removeprefix("translate(").removesuffix(")").split()
            self.place = self._at((float(x), float(y)))
        yield
        self.place = before

    def _at(self, point: Point) -> Point:
        return self.place[0] + point[0] * self.scale, self.place[1] + point[1] * self.scale

    @contextmanager
    def _stroked(self, stroke: Stroke | None) -> Iterator[None]:
        if stroke is None:
            yield
            return
        self.pdf.set_draw_color(stroke.colour)
        self.pdf.set_line_width(stroke.width * self.scale)
        if stroke.dash:
            self.pdf.set_dash_pattern(*(part * self.scale for part in stroke.dash[:2]))
        yield
        if stroke.dash:
            self.pdf.set_dash_pattern()
