"""The chart as PDF, PNG and SVG, opened and looked at: nothing cropped, no box instead of a character."""

from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image

from governance.chart import fonts
from governance.chart.cards import MARKS, Badge, Card, Chart, Line
from governance.chart.fonts import FontMissing
from governance.chart.pdf import A_SERIES, LEGIBLE, MARGIN, SMALLEST_TEXT, page_size, sheet_pdf
from governance.chart.png import MOST_PIXELS, sheet_png
from governance.chart.sheet import EDGE, HEADER, Caption, Sheet
from governance.chart.svg import draw_sheet, sheet_svg
from governance.chart.tiles import OVERLAP, tiles
from tests.governance.chart.forests import school_of

CAPTION = Caption(
    "云溪中学组织结构图",
    "2026-11-22 · 标识码 3133000001",
    tuple((name, f"图例{name}") for name in ("party", "units", "bridge", "pending", "error", *MARKS)),
)
#: Every kind of thing a chart can show.
FULL = Chart(
    "云溪中学组织结构图",
    Card("S", "云溪中学", lines=(Line("党组织领导的校长负责制"),)),
    "党组织",
    "内设机构",
    (
        Card("P", "党总支", lines=(Line("书记 甲"), Line("党员 33"), Line("届满 2027-03-14"))),
        Card("A", "七年级党支部", "P", (Line("书记空缺", True),), badge=Badge("error", "整改 1")),
        Card("B", "筹建党支部", "P", is_pending=True, attached=("U",)),
        *(Card(mark, f"第{mark}党支部", "P", mark=mark) for mark in MARKS),
    ),
    (Card("U", "七年级组", lines=(Line("24人 党员 9"),)),),
)


@pytest.fixture(params=[FULL, school_of(40), school_of(300)], ids=["full", "40", "300"])
def chart(request):
    return request.param


def page_of(content):
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    return document[0]


def everything_written(chart):
    cards = (chart.head, *chart.party, *chart.units)
    return {card.title for card in cards} | {line.text for card in cards for line in card.lines}


def test_every_word_of_the_chart_can_be_read_out_of_the_pdf(chart):
    text = page_of(sheet_pdf(chart, CAPTION)).get_textpage().get_text_range()

    found = {line.strip() for line in text.splitlines()}
    assert everything_written(chart) - found == set()
    assert {CAPTION.title, CAPTION.note} - found == set()


def test_the_font_is_inside_the_pdf_and_only_the_characters_used():
    content = sheet_pdf(FULL, CAPTION)

    assert b"/FontFile3" in content or b"/FontFile2" in content
    assert len(content) < 200_000


def test_nothing_of_the_pdf_lies_outside_the_page(chart):
    page = page_of(sheet_pdf(chart, CAPTION))

    width, height = page.get_size()
    edges = [item.get_bounds() for item in page.get_objects()]
    assert min(min(left, bottom) for left, bottom, _right, _top in edges) >= 0
    assert max(right for _left, _bottom, right, _top in edges) <= width
    assert max(top for _left, _bottom, _right, top in edges) <= height


def test_no_character_is_drawn_as_a_box():
    """Every character has its own picture; a missing one would look like every other missing one."""
    characters = "云溪中学党总支部委员会七八九年级组书记"
    pictures = {drawn_alone(character).tobytes() for character in characters}

    assert len(pictures) == len(set(characters))
    assert drawn_alone("\U000f0000").tobytes() not in pictures


def drawn_alone(character):
    """Return the pixels of a card with this title, cut out of the PNG."""
    single = Chart("图", Card("S", "校"), "党", "机", (Card("A", character),))
    sheet = Sheet.of(single, CAPTION)
    box, picture = sheet.picture.boxes["A"], Image.open(BytesIO(sheet_png(single, CAPTION)))
    density = picture.width / sheet.width
    corners = (box.x + EDGE + 8, box.y + HEADER + 6, box.x + EDGE + 40, box.bottom + HEADER - 4)
    cut = picture.convert("L").crop([round(corner * density) for corner in corners])
    return cut.point(lambda grey: 255 * (grey > 127))


def test_every_card_of_the_png_has_ink_and_the_margins_have_none(chart):
    sheet, picture = Sheet.of(chart, CAPTION), Image.open(BytesIO(sheet_png(chart, CAPTION))).convert("L")

    density = picture.width / sheet.width
    assert picture.height / sheet.height == pytest.approx(density, rel=0.01)
    for box in sheet.picture.boxes.values():
        corners = (box.x + EDGE + 10, box.y + HEADER + 8, box.x + EDGE + 120, box.y + HEADER + 28)
        assert picture.crop([round(corner * density) for corner in corners]).getextrema()[0] < 128
    sides = [(0, 0, 6, picture.height), (picture.width - 6, 0, picture.width, picture.height)]
    assert [picture.crop(side).getextrema() for side in sides] == [(255, 255)] * 2


def test_a_very_large_chart_becomes_a_picture_that_can_still_be_opened():
    picture = Image.open(BytesIO(sheet_png(school_of(2000), CAPTION)))

    assert picture.width * picture.height <= MOST_PIXELS * 1.01


def test_an_ordinary_chart_is_printed_on_a3_and_larger_ones_on_the_next_sheet_that_is_legible():
    assert page_size(1400, 1000)[:2] == A_SERIES[0]
    assert page_size(3300, 2200)[:2] == A_SERIES[1]
    pages = [page_size(size * 1.4, size) for size in (500, 1500, 2000, 3000, 4500, 9000, 30000)]
    assert all(scale * SMALLEST_TEXT >= LEGIBLE * 0.999 for _width, _height, scale in pages[:-1])
    assert [width for width, *_rest in pages] == sorted(width for width, *_rest in pages)


@pytest.mark.parametrize("size", [(800, 600), (5000, 300), (300, 9000), (60_000, 40_000)])
def test_the_page_holds_the_whole_sheet(size):
    width, height, scale = page_size(*size)

    assert size[0] * scale <= width - 2 * MARGIN + 0.01
    assert size[1] * scale <= height - 2 * MARGIN + 0.01
    assert max(width, height) <= 14400


def test_the_svg_stands_alone(chart):
    markup = sheet_svg(chart, CAPTION)

    assert everything_written(chart) == {word for word in everything_written(chart) if f">{word}<" in markup}
    assert not [word for word in ("href=", "style", "<script", "data-", "url(") if word in markup]
    assert f">{CAPTION.title}<" in markup
    assert draw_sheet(chart, CAPTION).shapes in markup


def test_without_the_font_there_is_an_error_and_not_a_page_of_boxes(monkeypatch):
    monkeypatch.setattr(fonts, "PACKAGE", "no-such-package")
    fonts.font_file.cache_clear()
    try:
        with pytest.raises(FontMissing, match="no-such-package"):
            sheet_pdf(FULL, CAPTION)
    finally:
        fonts.font_file.cache_clear()


@pytest.mark.parametrize("number", [40, 300, 2000])
def test_every_card_is_whole_on_one_of_the_pages_printed(number):
    sheet = Sheet.of(school_of(number), CAPTION)
    pages = tiles(sheet.width, sheet.height)

    for box in sheet.picture.boxes.values():
        x, y = box.x + EDGE, box.y + HEADER
        assert any(
            page.x <= x
            and page.y <= y
            and x + box.width <= page.x + page.width
            and y + box.height <= page.y + page.height
            for page in pages
        )
    assert max(page.x + page.width for page in pages) == pytest.approx(sheet.width)
    assert max(page.y + page.height for page in pages) == pytest.approx(sheet.height)


def test_pages_are_numbered_row_by_row_and_overlap_by_a_card():
    pages = tiles(6000, 1000)

    assert [page.number for page in pages] == [1, 2, 3]
    assert all(right.x <= left.x + left.width - OVERLAP[0] for left, right in pairwise(pages))
    assert [page.view_box for page in tiles(800, 600)] == ["0 0 800 600"]
