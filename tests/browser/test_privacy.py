"""What is masked, and files with people in them, in a real browser."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from audit.choices import Action
from audit.models import AuditRecord
from privacy.masking import MASK
from privacy.models import DataExport
from schools.models import Person
from tests import factories

pytestmark = pytest.mark.browser


@pytest.fixture
def member(school):
    made = factories.member(school, school.organizations.order_by("pk").last())
    Person.objects.filter(pk=made.pk).update(staff_number="ZG-70707")
    return made


def test_masked_values_are_shown_by_keyboard_and_masked_again(
    official, member, enter, visit, axe, page_guard, picture
):
    page_guard.allow("422")
    page = enter(official)
    page.clock.install()
    visit(reverse("governance:person_timeline", args=[member.number]))
    expect(page.get_by_text("ZG-70707")).to_have_count(0)
    expect(page.get_by_text(MASK).first).to_be_visible()
    axe(page)

    page.locator("details.reveal summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("为什么需要查看")).to_be_focused()
    picture(page, "reveal")
    page.keyboard.press("Enter")
    expect(page.get_by_label("为什么需要查看")).to_be_visible()
    expect(page.locator(".field-error")).to_be_visible()
    axe(page)

    page.get_by_label("为什么需要查看").fill("核对工号")
    page.keyboard.press("Enter")
    expect(page.locator("[data-revealed]").first).to_have_text("ZG-70707")
    axe(page)
    page.clock.fast_forward(61_000)
    expect(page.get_by_text("已重新遮盖。")).to_be_visible()
    expect(page.get_by_text("ZG-70707")).to_have_count(0)
    assert AuditRecord.objects.get(action=Action.REVEAL).detail["reason"] == "核对工号"


def test_a_file_says_what_it_is_for_and_is_found_by_its_number(
    clerk, official, member, enter, visit, axe, picture, tmp_path
):
    page = enter(clerk)
    page.get_by_role("link", name="导出本校数据").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("导出前请说明用途")
    axe(page)
    picture(page, "purpose")
    page.get_by_role("combobox", name="用途").select_option(label="向上级报送")
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出").click()
    saved.value.save_as(tmp_path / "school.json")
    found = DataExport.objects.get()
    rows = json.loads((tmp_path / "school.json").read_text())
    assert any(row["fields"].get("number") == member.number for row in rows)

    page.get_by_role("link", name="导出登记").click()
    page.get_by_label("导出编号或者文件校验值").fill(found.number.lower())
    page.keyboard.press("Enter")
    page.wait_for_url("**/exports/?q=*")
    axe(page)
    page.get_by_role("link", name=found.number).click()
    expect(page.get_by_text(found.sha256)).to_be_visible()
    axe(page)


def test_many_people_wait_for_another(clerk, official, member, enter, axe, settings):
    settings.EXPORT_LIMIT = 0
    page = enter(clerk)
    page.get_by_role("link", name="导出本校数据").click()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("不能批准自己的申请")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="退出").click()

    enter(official)
    page.get_by_role("link", name="导出登记").click()
    page.get_by_role("link", name=DataExport.objects.get().number).click()
    axe(page)
    page.get_by_role("button", name="批准", exact=True).click()
    expect(page.get_by_text("已批准。")).to_be_visible()
    page.get_by_role("button", name="退出").click()

    enter(clerk)
    page.get_by_role("link", name="导出登记").click()
    page.get_by_role("link", name=DataExport.objects.get().number).click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载").click()
    assert saved.value.suggested_filename.endswith(".json")


def test_the_data_of_a_person(official, member, enter, visit, axe):
    page = enter(official)
    visit(reverse("privacy:person", args=[member.number]))
    axe(page)
    page.get_by_label("保留事由").fill("演示信访核查")
    page.get_by_role("button", name="登记保留").click()
    expect(page.get_by_text("已登记保留。")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="解除保留").click()
    expect(page.get_by_text("已解除保留。")).to_be_visible()
