"""A clerk with last year's roster, in a real browser: sent, asked, put right, compared, applied."""

import re

import pytest
from playwright.sync_api import expect

from intake.models import RosterImport
from intake.running.making import run_import
from schools.models import Person
from tests import factories
from tests.intake.sending import book

pytestmark = pytest.mark.browser

HEADS = ("教师姓名", "工号", "部门", "政治面貌", "入党时间", "人员身份")


def sent(page, rows):
    """Send a roster and let the worker read it."""
    file = {
        "name": "去年名册.xlsx",
        "mimeType": "application/octet-stream",
        "buffer": book(花名册=[HEADS, *rows]),
    }
    page.get_by_label("文件").set_input_files(files=[file])
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_role("progressbar", name="导入的进度")).to_be_visible()
    worked(page)


def worked(page):
    """Let the worker do what waits; the page finds out by itself."""
    run_import(RosterImport.objects.latest("pk").pk)
    expect(page.get_by_role("progressbar", name="导入的进度")).to_have_count(0)


def answered(page, choices):
    for word, label in choices.items():
        page.get_by_label(word).select_option(label=label)
    page.get_by_role("button", name="回答并继续").click()
    expect(page.get_by_role("progressbar", name="导入的进度")).to_be_visible()
    worked(page)


@pytest.mark.timeout(360)  # a whole story, on a machine that does other things as well
def test_a_clerk_brings_in_last_years_roster(school, clerk, enter, axe, picture):
    factories.unit(school, "语文组")
    before = factories.employ(factories.person(school, name="演示老教师", staff_number="T9")).person
    page = enter(clerk)
    page.get_by_role("link", name="表格导入").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{school.name}：表格导入")
    axe(page)

    sent(
        page,
        [
            ("演示老教师", "T9", "语文组", "中共党员", "去年", "x"),
            ("演示新教师", "T10", "数学社", "群众", None, "y"),
        ],
    )
    expect(page.get_by_role("heading", name=re.compile("有 1 个问题"))).to_be_visible()
    axe(page)
    answered(page, {"人员身份": "不导入"})
    expect(page.get_by_role("heading", name=re.compile("有 2 处错误"))).to_be_visible()
    expect(page.get_by_text("没有单元“数学社”", exact=False)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^实施"))).to_have_count(0)
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标出错误的表格").click()
    assert download.value.suggested_filename == "去年名册_标出错误.xlsx"

    page.get_by_role("link", name="表格导入").click()
    sent(
        page,
        [
            ("演示老教师", "T9", "语文组", "共青团员", None, "x"),
            ("演示新教师", "T10", "语文组", "群众", None, "y"),
        ],
    )
    expect(page.get_by_role("heading", name="与系统的差异")).to_be_visible()
    expect(page.get_by_text("群众 → 共青团员")).to_be_visible()
    axe(page)
    picture(page, "import")
    assert Person.objects.get(pk=before.pk).political_status == "none"
    button = page.get_by_role("button", name="实施 2 项")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("progressbar", name="导入的进度")).to_be_visible()
    worked(page)

    expect(page.get_by_role("heading", name="已登记")).to_be_visible()
    axe(page)
    before.refresh_from_db()
    assert before.political_status == "league"
    assert Person.objects.filter(school=school, name="演示新教师").count() == 1
