"""Trends in a real browser: from a number of last month to the school."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_from_the_county_to_a_number_to_the_school(enter, official, school, axe, picture):
    page = enter(official)

    page.get_by_role("navigation", name=re.compile("的工作$")).get_by_role("link", name="趋势").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("趋势$"))
    axe(page)
    picture(page, "trends")
    errors = page.get_by_role("row", name=re.compile("^应当整改"))
    number = errors.get_by_role("link").last
    n = number.inner_text()
    number.click()

    expect(page.get_by_role("status")).to_have_text(f"共 {n} 项")
    axe(page)
    page.get_by_role("link", name=school.name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(school.name)


@pytest.mark.parametrize("topic", ["发现和消除", "组织覆盖和班子", "届满换届"])
def test_the_topics_are_read_by_everybody(topic, enter, official, visit, school, axe):
    enter(official)
    page = visit(f"/jurisdictions/{school.jurisdiction.code}/trends/")

    page.get_by_role("link", name=topic).click()

    expect(page.get_by_role("link", name=topic)).to_have_attribute("aria-current", "page")
    axe(page)


def test_a_stretch_is_chosen_with_the_keyboard(enter, official, visit, school):
    enter(official)
    page = visit(f"/jurisdictions/{school.jurisdiction.code}/trends/")

    page.get_by_label("分段").focus()
    page.keyboard.press("End")
    page.get_by_role("button", name="查看").focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("unit=week"))


def test_a_school_sees_its_own(enter, clerk, visit, school, axe):
    enter(clerk)

    page = visit(f"/schools/{school.code}/trends/")

    expect(page.get_by_role("heading", name="结构的变化")).to_be_visible()
    axe(page)
