"""A card dragged over a chart that is larger than the window: what is marked, and what a drop means."""

import re

import pytest
from playwright.sync_api import expect

from schools.models import Unit
from tests import factories
from tests.browser.gestures import middles

pytestmark = pytest.mark.browser


@pytest.fixture
def chart(enter, visit, clerk, school):
    """The chart of a school with many units, open and in its natural size."""
    for nth in range(120):
        factories.unit(school, f"第{nth}教研组")
    enter(clerk)
    page = visit(f"/schools/{school.code}/?open=all")
    page.get_by_role("button", name="原始大小").click()
    return page


def card(page, name):
    return page.locator(f'.chart .node[data-name="{name}"]')


def pick_up(page, name):
    """Take a card and hold it a little beside its place."""
    [(x, y)] = middles(card(page, name))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 9, y + 3)
    page.locator(".drag-ghost").wait_for()
    return x, y


def marked(page):
    return page.locator(".is-target, .is-dimmed").count()


def test_cards_are_marked_as_they_come_into_view(chart):
    first, last = card(chart, "第0教研组"), card(chart, "第119教研组")
    pick_up(chart, "本部")

    first.evaluate("card => card.scrollIntoView({behavior: 'instant', block: 'center'})")
    expect(first).to_have_class(re.compile("is-target"))
    expect(last).to_have_class("node")
    before = marked(chart)
    last.evaluate("card => card.scrollIntoView({behavior: 'instant', block: 'center'})")
    expect(last).to_have_class(re.compile("is-target"))

    assert before < marked(chart) < chart.locator(".chart .node").count()
    chart.keyboard.press("Escape")
    expect(chart.locator(".is-target, .is-dimmed, .is-over, .is-dragged")).to_have_count(0)
    chart.mouse.up()


def test_the_card_below_the_pointer_is_found_after_zooming_and_scrolling(chart):
    chart.get_by_role("button", name="放大").click()
    source, target = card(chart, "第60教研组"), card(chart, "第61教研组")
    start, end = middles(source, target)
    chart.mouse.move(*start)
    chart.mouse.down()
    chart.mouse.move(start[0] + 9, start[1] + 3)
    chart.mouse.move(*end, steps=4)

    expect(target).to_have_class(re.compile("is-over"))
    chart.mouse.up()

    expect(chart.locator(".editor-said")).to_contain_text("已保存：第60教研组")
    assert Unit.objects.get(name="第60教研组").parent == Unit.objects.get(name="第61教研组")


def test_a_card_let_fall_on_a_message_goes_back(chart):
    chart.evaluate(
        """() => {
            const box = document.getElementById('editor-message');
            box.hidden = false;
            box.querySelector('.editor-said').textContent = '已保存';
        }"""
    )
    pick_up(chart, "第0教研组")
    box = chart.locator("#editor-message").bounding_box()

    chart.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2, steps=4)
    chart.mouse.up()

    expect(chart.locator(".drag-ghost")).to_have_count(0)
    expect(chart.locator(".editor-said")).to_have_text("已保存")
    assert Unit.objects.filter(parent=None).count() == 122


def test_no_script_that_the_page_does_not_need_walks_over_the_cards(chart):
    assert chart.evaluate("() => [typeof chartPlaces, typeof htmx]") == ["object", "undefined"]


def test_the_chart_is_not_moved_when_its_script_starts(chart):
    chart.add_init_script(
        """document.addEventListener('readystatechange', () => {
            if (document.readyState !== 'interactive') return;  // no deferred script has run
            window.before = document.getElementById('chart').getBoundingClientRect().top + scrollY;
            window.wasHidden = document.querySelector('.chart-zoom').hidden;
        });"""
    )
    chart.reload()
    expect(chart.get_by_role("group", name="缩放")).to_be_visible()

    top = chart.evaluate("() => document.getElementById('chart').getBoundingClientRect().top + scrollY")

    assert chart.evaluate("() => [window.wasHidden, window.before]") == [True, top]
