"""In a real browser: names run nothing, a double click counts once, a conflict is settled field by field."""

import re

import pytest
from django.urls import reverse

from governance.models import Plan
from oversight.models import SpecialDay
from tests import factories
from tests.browser.test_access import sign_in_as
from tests.security.scoreboard import record

pytestmark = pytest.mark.browser
#: Elements that no page of ours has.
MADE = """document.querySelectorAll(
  '[onerror],[onload],[onfocus],iframe,object,embed,base,script:not([src]):not([type="application/json"])').length"""
HOOK = "window.xqж = window.alert = () => console.error('XSS: it ran');"


def test_names_run_nothing(school, browser_context, page, live_server, client, page_guard):
    """What ran, or what the policy had to stop, would stand on the console, where the fixture looks."""
    from tests.security.hostile.payloads import MARK, PAYLOADS
    from tests.security.hostile.poison import poisoned

    ruler = factories.user("ruler", is_superuser=True, is_staff=True)
    branch, unit = school.organizations.first(), school.units.first()
    poisoned(PAYLOADS)
    type(ruler).objects.filter(pk=ruler.pk).update(is_superuser=True)
    school.refresh_from_db()
    sign_in_as(browser_context, live_server, ruler, client)
    browser_context.add_init_script(HOOK)
    addresses = [
        f"/schools/{school.code}/",
        f"/schools/{school.code}/?open=all&look=1",
        f"/schools/{school.code}/outline/",
        f"/schools/{school.code}/print/",
        f"/schools/{school.code}/findings/",
        f"/schools/{school.code}/changes/",
        f"/organizations/{branch.number}/",
        f"/units/{unit.number}/",
        f"/jurisdictions/{school.jurisdiction.code}/",
        "/inbox/",
        "/admin/schools/person/",
        "/admin/schools/school/",
    ]

    ran, shown = {}, 0
    for address in addresses:
        page.goto(f"{live_server.url}{address}")
        page.wait_for_load_state("networkidle")
        ran[address] = page.evaluate(MADE)
        shown += MARK in page.inner_text("body")
    number = sum(ran.values()) + len(page_guard.left())
    figure = "payloads that ran in Chromium, or that the policy had to stop"
    record(figure, "0", f"{number} on {len(addresses)} pages")
    assert ran == dict.fromkeys(addresses, 0)
    assert shown >= 10


def test_a_double_click_makes_one_plan(school, clerk, enter, visit):
    enter(clerk)
    page = visit(reverse("governance:plan_new", args=[school.code]))
    page.get_by_label("名称").fill("调整支部")

    page.get_by_role("button", name="开始起草").dblclick()
    page.wait_for_url(re.compile(r"/plans/\d+/$"))

    assert Plan.objects.count() == 1


def test_a_conflict_is_settled_field_by_field(
    school, browser_context, page, live_server, client, axe, page_guard
):
    day = SpecialDay.objects.create(day=factories.ON, name="演示甲", is_work=False)
    ruler = factories.user("ruler", is_superuser=True, is_staff=True)
    sign_in_as(browser_context, live_server, ruler, client)
    page_guard.allow("status of 409")
    page.goto(f"{live_server.url}{reverse('admin:oversight_specialday_change', args=[day.pk])}")
    page.locator("#id_name").fill("演示丙")
    SpecialDay.objects.update(name="演示乙", is_work=True)

    page.locator("[name=_save]").click()

    page.get_by_text("打开这一页之后，下面的内容已被别人修改").wait_for()
    axe(page)
    assert page.locator("#id_name").input_value() == "演示丙"
    page.get_by_role("radio", name="演示乙").check()
    page.locator("[name=_save]").click()
    page.wait_for_url(re.compile(r"/specialday/$"))
    day.refresh_from_db()
    assert (day.name, day.is_work) == ("演示乙", True)
