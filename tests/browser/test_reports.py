"""An official watches a report come, calls one off and lets it go on; the clerk takes the health sheet."""

import pytest
from playwright.sync_api import expect

from oversight.models import Report
from oversight.reports import gathering
from oversight.reports.making import make_report

pytestmark = pytest.mark.browser


@pytest.fixture
def reports(official, school, enter, visit):
    """The page of reports, open in front of the official."""
    enter(official)
    return visit(f"/jurisdictions/{school.jurisdiction.code}/reports/")


def ask_for(page, what):
    page.get_by_label("报告", exact=True).select_option(label=what)
    page.get_by_role("button", name="开始生成").click()


def test_a_report_comes_by_itself_and_is_saved(reports, axe, picture):
    expect(reports.get_by_text("还没有报告")).to_be_visible()
    axe(reports)

    ask_for(reports, "结构检查报告 · PDF 文件")
    row = reports.locator("li.report")
    expect(row).to_contain_text("排队中")
    axe(reports)
    make_report(Report.objects.get().pk)

    link = row.get_by_role("link", name="下载")
    expect(link).to_be_visible()
    picture(reports, "report")
    with reports.expect_download() as saved:
        link.click()
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    assert saved.value.suggested_filename.endswith(".pdf")


def test_a_report_is_called_off_goes_on_and_is_thrown_away(reports):
    ask_for(reports, "检查发现明细 · Excel 表格")
    row = reports.locator("li.report")
    row.get_by_role("button", name="取消").click()
    expect(row).to_contain_text("已取消")

    row.get_by_role("button", name="继续").click()
    expect(row).to_contain_text("排队中")
    make_report(Report.objects.get().pk)

    expect(row.get_by_role("link", name="下载")).to_be_visible()
    row.get_by_role("button", name="删除").click()
    expect(reports.get_by_text("还没有报告")).to_be_visible()
    assert not Report.objects.exists()


def test_what_went_wrong_is_said_with_what_to_do(reports, monkeypatch):
    ask_for(reports, "检查发现明细 · Excel 表格")
    with monkeypatch.context() as broken:
        broken.setattr(gathering, "gather", lambda *_all: 1 / 0)
        make_report(Report.objects.get().pk)

    row = reports.locator("li.report")
    expect(row).to_contain_text("请点“继续”再试一次")
    expect(row.get_by_role("button", name="继续")).to_be_visible()


def test_the_clerk_saves_the_health_sheet_of_the_school(clerk, enter):
    page = enter(clerk)

    with page.expect_download() as saved:
        page.get_by_role("link", name="体检单").click()

    assert saved.value.path().read_bytes().startswith(b"%PDF-")
