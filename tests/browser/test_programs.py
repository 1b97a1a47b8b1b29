"""Tokens, webhooks and the reference of the API in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_token_is_made_used_and_revoked(enter, clerk, axe, page_guard):
    import requests

    from api.models import ApiToken

    page = enter(clerk)
    page.goto(page.url.split("/schools")[0] + "/security/")
    page.get_by_role("link", name="接口令牌").click()
    expect(page.get_by_text("还没有令牌。")).to_be_visible()
    axe(page)

    page.get_by_label("用途").fill("演示平台")
    page.get_by_label("用途").press("Enter")
    expect(page.locator("#secret")).to_be_visible()
    axe(page)
    secret = page.locator("#secret").inner_text()
    site = page.url.split("/security")[0]
    answer = requests.get(f"{site}/api/v1/schools", headers={"Authorization": f"Bearer {secret}"}, timeout=30)
    assert len(answer.json()["items"]) == 1

    page.get_by_role("link", name="已经保存，继续").click()
    expect(page.get_by_role("cell", name="127.0.0.1")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="停用令牌“演示平台”").press("Enter")
    expect(page.get_by_text("令牌“演示平台”已经停用。")).to_be_visible()
    assert ApiToken.objects.get().revoked_at is not None


def test_a_token_without_a_name_is_asked_again(enter, clerk, axe, page_guard):
    page_guard.allow("422")
    page = enter(clerk)
    page.goto(page.url.split("/schools")[0] + "/security/tokens/")

    page.get_by_role("button", name="生成").click()

    expect(page.locator(".errorlist").first).to_be_visible()
    axe(page)


def test_a_webhook_is_registered_looked_at_and_removed(enter, clerk, school, axe, settings):
    from api.models import Delivery, Webhook

    settings.WEBHOOKS_INSIDE = True
    page = enter(clerk)
    page.goto(page.url.split("/schools")[0] + "/security/webhooks/")
    expect(page.get_by_text("还没有推送。")).to_be_visible()
    expect(page.get_by_label("范围")).to_have_value(school.code)
    axe(page)

    page.get_by_label("用途").fill("演示平台")
    page.get_by_label("接收地址").fill("https://127.0.0.1:9/hook")
    page.get_by_label("变更记录").check()
    page.get_by_role("button", name="登记").click()
    expect(page.locator("#secret")).to_be_visible()
    axe(page)
    told = {"place": school.name, "summary": "设立教务处", "what": "recorded"}
    Delivery.objects.create(webhook=Webhook.objects.get(), payload=told, state="failed", problem="演示")
    page.get_by_role("link", name="已经保存，继续").click()
    expect(page.get_by_text("未送达")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="重新发送消息").click()
    expect(page.get_by_text("消息会在一分钟内重新发送。")).to_be_visible()
    page.get_by_role("button", name="暂停").click()
    expect(page.get_by_text("推送已经暂停。")).to_be_visible()
    page.get_by_role("button", name="删除推送和发送记录").click()
    expect(page.get_by_text("推送已经删除。")).to_be_visible()


def test_the_reference_shows_every_operation(enter, clerk, axe):
    page = enter(clerk)
    page.goto(page.url.split("/schools")[0] + "/api/")

    page.locator("#act_unit_create summary").press("Enter")

    expect(page.locator("#act_unit_create")).to_contain_text("arguments.name")
    axe(page)
