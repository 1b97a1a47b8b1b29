"""The door in a real browser: the second factor, the places where one is signed in, the city's sign-on."""

import re

import pytest

from tests import factories
from tests.accounts.codes import code

pytestmark = pytest.mark.browser
RULES = re.compile(r"^[^?]*/rules/$")


def fill_the_door(page, live_server, user):
    page.goto(f"{live_server.url}/sign-in/?next=/rules/")
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码").fill("demo-password")
    page.keyboard.press("Enter")


def test_a_second_factor_is_set_up_and_asked_for(page, live_server, axe, transactional_db, settings, picture):
    settings.SECOND_FACTOR = "all"
    user = factories.user("official", display_name="主管部门工作人员（演示）")

    fill_the_door(page, live_server, user)
    page.wait_for_url("**/security/second-factor/**")
    axe(page)
    assert page.locator("img.qr").evaluate("image => image.naturalWidth") > 0
    secret = page.locator(".secret").inner_text()
    page.get_by_label("手机上显示的6位验证码").fill(code(secret))
    page.keyboard.press("Enter")
    page.wait_for_selector(".codes li")
    axe(page)
    recovery = page.locator(".codes li").all_inner_texts()
    assert len(recovery) == 10
    page.get_by_role("link", name="已经保存，继续").click()
    page.get_by_role("button", name="退出").click()

    fill_the_door(page, live_server, user)
    page.wait_for_url("**/sign-in/code/")
    axe(page)
    page.get_by_label("验证码或者恢复码").fill(recovery[0])
    page.keyboard.press("Enter")
    page.wait_for_url(RULES)

    page.get_by_role("link", name="登录与安全").click()
    page.wait_for_url("**/security/")
    axe(page)
    assert "还有9个恢复码可用" in page.locator("main").inner_text()
    assert page.get_by_text("就是这里").count() == 1
    picture(page, "security")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") == 0


def test_a_place_is_made_to_leave(page, live_server, transactional_db, client):
    user = factories.user("clerk")
    client.post("/sign-in/", {"username": "clerk", "password": "demo-password"}, REMOTE_ADDR="10.0.0.9")
    assert client.get("/rules/").status_code == 200
    fill_the_door(page, live_server, user)
    page.wait_for_url(RULES)

    page.goto(f"{live_server.url}/security/")
    assert page.locator("tbody tr").count() == 2
    page.get_by_role("button", name="让10.0.0.9退出").click()
    page.get_by_text("已经让那里退出").wait_for()

    assert page.locator("tbody tr").count() == 1
    assert client.get("/rules/").status_code == 302


def test_the_page_warns_before_the_time_is_over_and_one_may_stay(page, live_server, axe, transactional_db):
    page.clock.install()
    fill_the_door(page, live_server, factories.user("clerk"))
    page.wait_for_url(RULES)
    box = page.locator("#session-clock")
    page.clock.run_for(28 * 60 * 1000)
    assert not box.is_visible()

    page.clock.run_for(60 * 1000)
    assert box.is_visible()
    axe(page)
    with page.expect_response("**/security/alive/") as answered:
        page.get_by_role("button", name="继续工作").click()
    assert answered.value.json() == {"left": 1770}
    assert not box.is_visible()

    page.clock.run_for(31 * 60 * 1000)
    assert "照常提交" in box.inner_text()


def test_the_city_opens_the_door(page, page_guard, live_server, transactional_db, settings, tmp_path):
    from config.single_sign_on import SingleSignOn, provider_settings
    from tests.accounts.provider import CLIENT_ID, PEOPLE, SECRET, running

    page_guard.allow("404")  # the provider has no icon
    factories.user("zhang.san")
    with running(tmp_path, f"{live_server.url}/sign-in/with/sso/back/") as city:
        settings.OIDC = SingleSignOn(city, CLIENT_ID, SECRET, "兰溪统一认证", "preferred_username")
        settings.SOCIALACCOUNT_PROVIDERS = provider_settings(settings.OIDC)
        policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        allowed = {**policy, "form-action": ["'self'", settings.OIDC.origin]}
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": allowed}
        page.goto(f"{live_server.url}/sign-in/?next=/rules/")
        page.get_by_role("button", name="用兰溪统一认证登录").click()
        page.get_by_label("Username").fill("zhang.san")
        page.get_by_label("Password").fill(PEOPLE["zhang.san"])
        page.get_by_role("button", name="Enter").click()
        page.wait_for_url(RULES)
