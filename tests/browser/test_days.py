"""Looking at another day, and comparing two, in a real browser."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def renamed(school):
    """The school after a branch was renamed and another was dissolved on the first of July."""
    from governance.choices import OrgState
    from governance.domain.structure import organization_rename
    from tests import factories
    from tests.structures import do

    act = do(today=date(2026, 8, 1), effective_on=date(2026, 7, 1), reason="演示理由")
    branch = school.organizations.get(short_name="七年级党支部")
    organization_rename(act=act, organization=branch, full_name="中共初一支部", short_name="初一党支部")
    old = school.organizations.get(short_name="行政党支部")
    factories.enter_state(old, OrgState.DISSOLVED, date(2026, 7, 1))
    return school


def test_a_clerk_looks_at_march_and_comes_back(enter, clerk, renamed, axe):
    page = enter(clerk)
    chart = page.get_by_role("region", name="组织结构图")
    expect(chart.get_by_text("初一党支部", exact=True)).to_be_visible()

    page.get_by_text("查看其他日期").click()
    page.get_by_label("日期", exact=True).fill("2026-06-20")
    axe(page)
    page.get_by_role("button", name="查看", exact=True).click()

    banner = page.get_by_role("region", name="查看日期")
    expect(banner).to_contain_text("正在查看 2026-06-20 的结构（只读）")
    expect(chart.get_by_text("七年级党支部", exact=True)).to_be_visible()
    expect(chart.get_by_text("行政党支部", exact=True)).to_be_visible()
    expect(page.locator("#editor")).to_have_count(0)
    axe(page)

    page.get_by_role("link", name="大纲").click()
    expect(banner).to_be_visible()
    page.get_by_role("link", name="结构图").click()
    chart.get_by_role("link", name=re.compile("^七年级党支部")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("支部委员会"))
    expect(banner).to_be_visible()
    axe(page)

    banner.get_by_role("link", name="回到今天").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("中共初一支部")
    expect(banner).to_have_count(0)


def test_a_wrong_day_is_said(enter, visit, clerk, renamed, axe):
    enter(clerk)

    page = visit(f"/schools/{renamed.code}/?on=2026-02-30")

    expect(page.get_by_text("没有“2026-02-30”这一天，请检查月份和日期。下面显示的是今天。")).to_be_visible()
    axe(page)


def test_two_days_are_compared_and_fit_a_telephone(enter, clerk, renamed, axe, picture):
    page = enter(clerk)

    page.get_by_role("link", name="比较两个日期").click()
    page.get_by_label("从", exact=True).fill("2026-06-20")
    page.get_by_label("到", exact=True).fill("2026-07-02")
    page.get_by_role("button", name="比较").click()

    row = page.get_by_role("row", name="初一党支部")
    expect(row).to_contain_text("变更")
    expect(page.get_by_role("row", name="行政党支部")).to_contain_text("撤销")
    expect(
        page.get_by_role("region", name="2026-06-20").locator(".badge-mark", has_text="撤销")
    ).to_have_count(1)
    axe(page)
    picture(page, "compare", full_page=True)
    page.set_viewport_size({"width": 390, "height": 844})
    width = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert width == 0


def test_a_county_of_the_past_is_accessible(enter, visit, official, renamed, axe):
    enter(official)

    for address in (f"/jurisdictions/{renamed.jurisdiction.code}/", "/rules/ORG-005/", "/rules/"):
        page = visit(f"{address}?on=2026-05-20")
        expect(page.get_by_text("正在查看 2026-05-20 的结构（只读）")).to_be_visible()
        axe(page)
