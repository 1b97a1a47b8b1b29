"""Draw a chart as one SVG element, for a page or as a file of its own."""

from dataclasses import dataclass

from governance.chart.boxes import Box
from governance.chart.cards import Chart
from governance.chart.layout import WINDOW, Frame, arrange
from governance.chart.painting import PAPER, Page, paint
from governance.chart.pens import SvgPen
from governance.chart.sheet import Caption, Sheet, paint_sheet

_PAGE = Page()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG text, and its size."""

    svg: str
    width: float
    height: float = 0


def draw(chart: Chart, *, page: Page | None = _PAGE, frame: Frame = WINDOW) -> Drawing:
    """Return the chart drawn for a page; with ``page=None`` without links and data."""
    picture, pen = arrange(chart, frame), SvgPen()
    pen.rect(Box(0, 0, picture.width, picture.height), fill=PAPER)
    paint(pen, chart, picture, page)
    # without kerning, which Chinese has none of, a browser lays thousands of texts out in half the time
    look = {"class_": "chart-svg", "text_rendering": "optimizeSpeed"} if page else {}
    markup = pen.document(picture.width, picture.height, chart.title, role="group", **look)
    return Drawing(markup, picture.width, picture.height)


@dataclass(frozen=True, slots=True)
class SheetDrawing:
    """A sheet as shapes of SVG, without the element around them, and its size."""

    shapes: str
    width: float
    height: float


def draw_sheet(chart: Chart, caption: Caption) -> SheetDrawing:
    """Return the chart with its caption, for a page that shows it in parts."""
    sheet, pen = Sheet.of(chart, caption), SvgPen()
    paint_sheet(pen, chart, sheet, caption)
    return SheetDrawing("".join(pen.parts), sheet.width, sheet.height)


def sheet_svg(chart: Chart, caption: Caption) -> str:
    """Return the chart with its caption as an SVG file."""
    sheet, pen = Sheet.of(chart, caption), SvgPen()
    paint_sheet(pen, chart, sheet, caption)
    return pen.document(sheet.width, sheet.height, chart.title, role="img")
