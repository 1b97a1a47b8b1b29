"""My county in a real browser: from a count to the person and the clause."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_from_a_count_to_the_person_and_the_clause(enter, official, school, picture):
    page = enter(official)
    row = page.get_by_role("row", name=re.compile("ORG-012"))
    expect(row.get_by_role("cell")).to_have_text(["1", "0", "0", "1", "0"])
    picture(page, "county")

    row.get_by_role("link", name=re.compile("ORG-012")).click()

    expect(page.get_by_text("中国共产党章程").first).to_be_visible()
    page.get_by_text("涉及1人").click()
    expect(page.get_by_text(school.lost.name)).to_be_visible()
    page.get_by_role("link", name="云溪中学").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("云溪中学")


def test_filtering_and_searching(enter, official):
    page = enter(official)
    schools = page.locator("#schools").get_by_role("row")
    expect(schools).to_have_count(3)

    page.get_by_label("规则", exact=True).focus()
    page.get_by_label("规则", exact=True).select_option("TERM-002")
    expect(schools).to_have_count(2)
    expect(page).to_have_url(re.compile("rule=TERM-002"))
    expect(page.get_by_label("规则", exact=True)).to_be_focused()
    expect(schools.last).to_contain_text("赤溪小学")

    page.get_by_role("link", name="清除").click()
    page.get_by_role("textbox", name="学校").fill("yxzx")
    page.keyboard.press("Enter")
    expect(schools).to_have_count(2)
    expect(schools.last).to_contain_text("云溪中学")


def test_a_number_leads_to_the_schools_behind_it(enter, official):
    page = enter(official)

    page.get_by_role("link", name=re.compile("^2 应当整改")).click()

    expect(page).to_have_url(re.compile("severity=error#schools$"))
    expect(page.get_by_label("程度")).to_have_value("error")


def test_what_is_elsewhere_does_not_exist(enter, visit, page_guard, official):
    page_guard.allow("404")
    enter(official)

    page = visit("/jurisdictions/330000/")

    expect(page.get_by_role("heading", name="没有找到这一页")).to_be_visible()
