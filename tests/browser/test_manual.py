"""The manual in a real browser: from a page to its chapter, with pictures that arrive."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

BROKEN = "() => [...document.images].filter(one => !one.complete || !one.naturalWidth).map(one => one.src)"


def test_help_opens_the_chapter_about_the_page(enter, visit, clerk, school, axe):
    enter(clerk)
    page = visit(f"/schools/{school.code}/waivers/")

    page.get_by_role("link", name="帮助").click()

    expect(page).to_have_url(re.compile("/help/#waivers$"))
    expect(page.get_by_role("heading", name="豁免", exact=True)).to_be_in_viewport()
    page.wait_for_load_state("load")
    assert page.locator("article img").count() > 10
    assert page.evaluate(BROKEN) == []
    axe(page)


def test_the_manual_fits_a_telephone(page, visit, live_server, transactional_db):
    page.set_viewport_size({"width": 390, "height": 844})

    visit("/help/")

    assert page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") <= 0
