"""Looking at the chart in a real browser: zoom, finding, opening in place, files, paper."""

import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.browser


@pytest.fixture
def chart(enter, clerk):
    """The page of the school, its script at work, the chart in sight."""
    page = enter(clerk)
    page.set_viewport_size({"width": 1366, "height": 1000})
    return in_sight(page)


def in_sight(page):
    expect(page.get_by_role("group", name="缩放")).to_be_visible()
    page.locator(".chart-tools").evaluate("tools => tools.scrollIntoView()")
    return page


@pytest.fixture
def large(school):
    """Enough units that the chart does not fit the window."""
    return [factories.unit(school, f"第{nth}教研组") for nth in range(90)]


def percent(page):
    return int(page.locator("[data-zoom-value]").inner_text().rstrip("%"))


def width(page):
    return page.locator(".chart-svg").bounding_box()["width"]


def place(page, name):
    """Return where the card is, in the window."""
    return page.locator(f'.chart .node[data-name="{name}"]').bounding_box()


def natural(page):
    return page.evaluate("() => document.querySelector('.chart-svg').viewBox.baseVal.width")


def empty_ground(page):
    """Return a point of the chart in view with nothing to press on it: where that is depends on the zoom."""
    return page.evaluate(
        """() => {
            const box = document.getElementById('chart').getBoundingClientRect();
            for (let y = Math.min(box.bottom, innerHeight) - 24; y > box.top + 120; y -= 8)
                for (let x = box.left + 6; x < box.right - 30; x += 8) {
                    const found = document.elementFromPoint(x, y);
                    if (found?.closest('#chart') && !found.closest('a, button')) return [x, y];
                }
            return null;
        }"""
    )


def scrolled(page):
    return page.evaluate("() => [chart.scrollLeft, chart.scrollTop]")


def drawn(page, name):
    return page.locator(f'.chart .node[data-name="{name}"]')


def test_buttons_enlarge_reduce_and_fit(chart):
    before = width(chart)

    chart.get_by_role("button", name="放大").click()
    enlarged, said = width(chart), percent(chart)
    chart.get_by_role("button", name="缩小").click()

    assert enlarged == pytest.approx(before * 1.2, rel=0.01)
    assert said == pytest.approx(100 * enlarged / natural(chart), abs=1)
    assert width(chart) == pytest.approx(before, rel=0.01)
    chart.get_by_role("button", name="原始大小").click()
    assert percent(chart) == 100


def test_keys_zoom_while_the_chart_has_the_focus_and_only_then(chart):
    box = chart.get_by_role("searchbox")
    chart.locator("#chart").focus()
    chart.keyboard.press("+")
    chart.keyboard.press("+")
    enlarged = percent(chart)
    box.fill("0-+")

    assert enlarged > 115
    assert percent(chart) == enlarged
    chart.locator("#chart").focus()
    chart.keyboard.press("0")
    assert percent(chart) <= 100


def test_the_wheel_zooms_with_ctrl_about_the_pointer_and_scrolls_without(chart, large):
    chart.reload()
    in_sight(chart).get_by_role("button", name="原始大小").click()
    drawn(chart, "第5教研组").scroll_into_view_if_needed()
    node = place(chart, "第5教研组")
    at = (node["x"] + 4, node["y"] + 4)
    chart.mouse.move(*at)
    chart.keyboard.down("Control")
    chart.mouse.wheel(0, -120)
    chart.keyboard.up("Control")
    expect(chart.locator("[data-zoom-value]")).not_to_have_text("100%")

    moved = place(chart, "第5教研组")
    factor = percent(chart) / 100
    assert factor > 1.2
    assert (moved["x"], moved["y"]) == pytest.approx((at[0] - 4 * factor, at[1] - 4 * factor), abs=4)


def test_fitting_never_goes_below_what_can_be_read(chart, large):
    chart.set_viewport_size({"width": 420, "height": 800})
    chart.goto(chart.url)

    chart.get_by_role("button", name="适合宽度").click()

    assert percent(chart) == 55


def test_empty_ground_is_dragged_and_cards_are_not(chart, large):
    chart.reload()
    for _nth in range(4):
        in_sight(chart).get_by_role("button", name="放大").click()
    x, y = empty_ground(chart)
    start = scrolled(chart)

    chart.mouse.move(x, y)
    chart.mouse.down()
    chart.mouse.move(x, y - 100, steps=4)
    chart.mouse.up()

    assert scrolled(chart)[1] == pytest.approx(start[1] + 100, abs=2)


def test_two_fingers_pinch(chart):
    box = chart.locator("#chart").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 200
    before = width(chart)

    touch = chart.evaluate_handle(
        """() => (type, pointerId, clientX, clientY) =>
            (type === 'pointerdown' ? chart : document).dispatchEvent(
                new PointerEvent(type, {pointerId, pointerType: 'touch', clientX, clientY, bubbles: true}))"""
    )
    for type_, finger, shift in (
        ("pointerdown", 11, -50),
        ("pointerdown", 12, 50),
        ("pointermove", 11, -100),
        ("pointermove", 12, 100),
        ("pointerup", 11, -100),
        ("pointerup", 12, 100),
    ):
        chart.evaluate("([touch, ...rest]) => touch(...rest)", [touch, type_, finger, x + shift, y])

    assert width(chart) == pytest.approx(before * 2, rel=0.02)


def test_opening_exchanges_the_chart_alone_and_the_card_stays_where_it_was(chart):
    for _nth in range(4):
        chart.get_by_role("button", name="放大").click()
    drawn(chart, "八年级党支部").scroll_into_view_if_needed()
    before = place(chart, "八年级党支部")
    chart.evaluate("() => { window.sameDocument = true; }")

    chart.get_by_role("link", name=re.compile("展开 1 个下级：八年级党支部")).click()
    expect(drawn(chart, "第一党小组")).to_be_visible()

    after = place(chart, "八年级党支部")
    assert (after["x"], after["y"]) == pytest.approx((before["x"], before["y"]), abs=3)
    assert chart.evaluate("() => window.sameDocument")
    expect(chart.locator(":focus")).to_have_attribute("aria-label", re.compile("收起 八年级党支部"))
    chart.reload()
    expect(drawn(chart, "第一党小组")).to_be_visible()


def test_searching_opens_jumps_and_goes_on_with_enter(chart):
    box = chart.get_by_role("searchbox")
    box.fill("党小组")
    box.press("Enter")
    expect(chart.locator("#chart-found")).to_contain_text("“党小组”：找到 1 处")
    expect(drawn(chart, "第一党小组")).to_have_class(re.compile("is-found.*is-jumped"))

    box.fill("年级组")
    box.press("Enter")
    expect(drawn(chart, "七年级组")).to_have_class(re.compile("is-jumped"))
    box.press("Enter")

    expect(drawn(chart, "八年级组")).to_have_class(re.compile("is-jumped"))
    expect(drawn(chart, "七年级组")).not_to_have_class(re.compile("is-jumped"))


def test_a_card_far_away_is_brought_into_sight(chart, large):
    box = chart.get_by_role("searchbox")
    box.fill("第89教研组")
    box.press("Enter")
    expect(drawn(chart, "第89教研组")).to_have_class(re.compile("is-jumped"))

    node, frame = place(chart, "第89教研组"), chart.locator("#chart").bounding_box()
    assert frame["y"] <= node["y"]
    assert node["y"] + node["height"] <= frame["y"] + frame["height"]


def test_boxes_show_what_is_ticked_at_once_and_on_the_next_visit(chart):
    expect(chart.locator(".chart .badge-mark").first).to_be_visible()

    chart.get_by_role("checkbox", name="检查发现").uncheck()
    expect(chart.locator(".chart .badge-mark")).to_have_count(0)
    chart.reload()

    expect(chart.get_by_role("checkbox", name="检查发现")).not_to_be_checked()
    expect(chart.get_by_role("checkbox", name="人数")).to_be_checked()
    expect(chart.locator(".chart .badge-mark")).to_have_count(0)


def test_without_a_script_links_and_forms_do_the_same(browser, live_server, clerk, school, client):
    client.force_login(clerk)
    context = browser.new_context(locale="zh-CN", java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{live_server.url}/schools/{school.code}/")

    page.get_by_role("link", name=re.compile("展开 1 个下级：八年级党支部")).click()
    expect(drawn(page, "第一党小组")).to_be_visible()
    page.get_by_label("人数").uncheck()
    page.get_by_role("button", name="应用").click()
    expect(page.get_by_label("人数")).not_to_be_checked()
    page.get_by_role("searchbox").fill("七年级组")
    page.get_by_role("button", name="查找").click()

    expect(page.locator("#chart-found")).to_contain_text("找到 1 处")
    expect(page.get_by_role("button", name="放大")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_the_whole_chart_is_downloaded_under_a_chinese_name(chart, ending, tmp_path):
    with chart.expect_download() as waiting:
        chart.get_by_role("link", name=ending.upper(), exact=True).click()

    assert re.fullmatch(rf"云溪中学组织结构图-\d{{8}}\.{ending}", waiting.value.suggested_filename)
    path = Path(tmp_path / f"chart.{ending}")
    waiting.value.save_as(path)
    if ending == "png":
        with Image.open(path) as picture:
            assert min(picture.size) > 600
    elif ending == "pdf":
        assert "第一党小组" in pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    else:
        assert "第一党小组" in path.read_text()


def test_the_chart_is_printed_on_a3_with_nothing_cut_off(chart, visit, school, large, axe, tmp_path):
    visit(f"/schools/{school.code}/print/")
    expect(chart.get_by_role("button", name="打印")).to_be_visible()
    axe(chart)

    content = chart.pdf(prefer_css_page_size=True)

    pages = list(pypdfium2.PdfDocument(content))
    written = "".join(page.get_textpage().get_text_range() for page in pages)
    assert len(pages) == chart.locator(".print-page").count()
    sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pages}
    assert sizes == {(420, 297)}
    names = [unit.name for unit in large] + ["第一党小组", "七年级党支部"]
    assert [name for name in names if name not in written] == []
