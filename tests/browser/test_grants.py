"""Grants in a real browser: an account is opened, given a right, looked at, and loses it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_somebody_comes_and_leaves(enter, official, school, axe, page_guard):
    page_guard.allow("422")
    page = enter(official)
    page.get_by_role("link", name="授权管理").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("授权管理")
    axe(page)

    page.get_by_role("link", name="新建用户…").click()
    page.get_by_label("用户名").fill("new-clerk")
    page.get_by_label("所属单位").fill("0000000000")
    page.get_by_role("button", name="新建用户").click()
    expect(page.locator(".field-error").first).to_be_visible()
    expect(page.get_by_label("用户名")).to_have_value("new-clerk")
    axe(page)
    page.get_by_label("姓名").fill("演示新人")
    page.get_by_label("所属单位").fill(school.code)
    page.get_by_label("事由").fill("新到岗")
    page.get_by_role("button", name="新建用户").click()
    expect(page.locator("#first-password")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="查看该用户").click()
    expect(page.get_by_text("今天没有任何有效的授权")).to_be_visible()
    page.get_by_role("link", name="授权…").click()
    expect(page.get_by_label("用户名")).to_have_value("new-clerk")
    page.get_by_label("角色").select_option("administrator")
    page.get_by_label("授权范围").fill(school.code)
    page.get_by_label("事由").fill("担任学校管理员")
    axe(page)
    page.get_by_label("事由").press("Enter")
    expect(page.get_by_text("已授权。")).to_be_visible()
    expect(page.get_by_text("登记和调整结构")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="更改结束日期或者终止").click()
    axe(page)
    page.go_back()
    page.get_by_label("事由").fill("调离")
    page.get_by_role("button", name="离任：终止全部授权").click()
    expect(page.get_by_text("已终止1项授权。")).to_be_visible()
    expect(page.get_by_text("今天没有任何有效的授权")).to_be_visible()
