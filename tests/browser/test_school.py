"""My school in a real browser: signing in, the chart, the outline by keyboard."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_clerk_signs_in_and_sees_the_chart_of_his_school(enter, clerk, school, picture):
    page = enter(clerk)

    chart = page.get_by_role("region", name="组织结构图")
    expect(page.get_by_role("heading", level=1)).to_have_text("云溪中学")
    expect(chart.get_by_role("link", name=re.compile("七年级党支部.*书记"))).to_be_visible()
    expect(chart.get_by_role("link", name=re.compile("^行政党支部 书记空缺"))).to_be_visible()
    expect(chart.locator(".bridge")).to_have_count(3)
    picture(page, "school")


def test_a_wrong_password_is_said_in_words(page, live_server, clerk):
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_label("用户名").fill("clerk")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()

    expect(page.get_by_text("用户名或者密码不正确")).to_be_visible()


def test_what_is_closed_opens_by_a_click(enter, clerk):
    page = enter(clerk)
    chart = page.get_by_role("region", name="组织结构图")
    expect(chart.get_by_text("第一党小组")).to_have_count(0)

    chart.get_by_role("link", name=re.compile("展开 1 个下级：八年级党支部")).click()

    expect(chart.get_by_text("第一党小组", exact=True)).to_be_visible()


def test_what_stands_on_what_lights_up_under_keyboard_and_pointer(enter, clerk):
    page = enter(clerk)
    branch = page.locator(".chart .node", has_text="七年级党支部").first

    branch.focus()

    expect(page.locator(".chart .bridge.is-linked")).to_have_count(1)
    expect(page.locator(".chart .node.is-linked")).to_have_count(2)


def test_a_node_of_the_chart_leads_to_its_page(enter, clerk):
    page = enter(clerk)

    page.get_by_role("region", name="组织结构图").get_by_role(
        "link", name=re.compile("^七年级党支部")
    ).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("支部委员会"))
    expect(page.get_by_text("超过支部党员一般不超过50人的要求")).to_be_visible()


def test_the_outline_is_used_by_keyboard_alone(enter, visit, clerk, school):
    enter(clerk)
    page = visit(f"/schools/{school.code}/outline/")
    focused = page.locator(":focus")
    items = page.get_by_role("treeitem")

    items.first.focus()
    page.keyboard.press("ArrowDown")
    expect(focused).to_contain_text("党总支")
    page.keyboard.press("ArrowLeft")
    expect(focused).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_text("七年级党支部", exact=True).first).not_to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(focused).to_contain_text("内设机构")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(focused).to_contain_text("七年级党支部")
    page.keyboard.press("ArrowLeft")
    expect(focused).to_contain_text("党总支")
    page.keyboard.press("End")
    expect(focused).to_contain_text("办公室")
    page.keyboard.press("Home")
    expect(focused).to_contain_text("党组织")
    expect(page.locator('[role="treeitem"][tabindex="0"]')).to_have_count(1)


def test_enter_opens_the_row_of_the_outline(enter, visit, clerk, school):
    enter(clerk)
    page = visit(f"/schools/{school.code}/outline/")

    page.get_by_role("treeitem").nth(1).focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/organizations/"))


def test_the_first_key_skips_to_the_main_part(enter, clerk):
    page = enter(clerk)

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("#main$"))


def test_signing_out_ends_it(enter, visit, clerk, school):
    page = enter(clerk)

    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    visit(f"/schools/{school.code}/")

    expect(page.get_by_role("heading", name="登录")).to_be_visible()
