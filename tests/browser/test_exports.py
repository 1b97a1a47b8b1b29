"""An official chooses columns, previews, keeps the choice and takes the file, with the keys alone."""

import csv
import io
import json

import pytest
from playwright.sync_api import expect

from exports.models import Order, SavedExport
from exports.orders.running import order_run
from exports.products import product

pytestmark = pytest.mark.browser


def saved(page, button):
    with page.expect_download() as download:
        button.press("Enter")
    return download.value


def taken(page, control):
    """Say what a file with people in it is for, and take it."""
    control.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("导出前请说明用途")
    page.get_by_role("combobox", name="用途").select_option(label="向上级报送")
    return saved(page, page.get_by_role("button", name="导出"))


def test_a_table_is_narrowed_previewed_kept_and_taken(official, school, enter, axe, picture):
    page = enter(official)
    page.get_by_role("link", name="导出报表").press("Enter")
    axe(page)
    page.get_by_role("link", name="党组织", exact=True).press("Enter")

    page.get_by_label("文件格式").select_option(label="CSV 文本")
    page.get_by_role("combobox", name="类型").select_option(label="党总支")
    page.get_by_label("书记", exact=True).press("Space")
    page.get_by_label("本级党员的次序").fill("1")
    page.get_by_role("button", name="预览").press("Enter")
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader").first).to_have_text("本级党员")
    expect(table.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_label("书记", exact=True)).not_to_be_checked()
    axe(page)
    picture(page, "export")

    download = saved(page, page.get_by_role("button", name="下载文件"))
    rows = list(csv.reader(io.StringIO(download.path().read_text("utf-8-sig"))))
    assert rows[0][0] == "本级党员"
    assert "书记" not in rows[0]
    assert len(rows) == 2
    assert download.suggested_filename.endswith(".csv")

    page.get_by_label("把栏目和筛选存为").fill("总支一览")
    page.get_by_role("button", name="保存").press("Enter")
    expect(page.get_by_text("已保存导出方案“总支一览”")).to_be_visible()
    page.get_by_role("link", name="总支一览").press("Enter")
    expect(page.get_by_role("combobox", name="类型")).to_have_value("general_branch")
    axe(page)
    page.get_by_role("button", name="删除 总支一览").press("Enter")
    expect(page.get_by_text("已删除导出方案")).to_be_visible()
    assert not SavedExport.objects.exists()


def test_what_is_long_is_fetched_from_the_list(official, school, enter, axe, monkeypatch):
    monkeypatch.setattr(product, "MOST_AT_ONCE", 0)
    page = enter(official)
    page.goto(
        f"{page.url.split('/jurisdictions')[0]}/jurisdictions/{school.jurisdiction.code}/exports/fixture/"
    )
    page.get_by_role("button", name="开始生成").press("Enter")

    row = page.locator("li.report")
    expect(row).to_contain_text("排队中")
    axe(page)
    order_run(Order.objects.get().pk)
    link = row.get_by_role("link", name="下载")
    expect(link).to_be_visible()
    assert taken(page, link).path().read_bytes().startswith(b"PK")
    page.go_back()
    row.get_by_role("button", name="删除").press("Enter")
    expect(page.get_by_text("没有后台导出")).to_be_visible()


def test_a_document_goes_out_and_comes_back_as_a_plan(clerk, school, enter, axe, tmp_path):
    page = enter(clerk)
    page.get_by_role("link", name="导出报表").press("Enter")
    page.get_by_role("link", name="W3C ORG 组织数据").press("Enter")
    axe(page)
    document = json.loads(taken(page, page.get_by_role("button", name="下载文件")).path().read_text("utf-8"))
    next(node for node in document["@graph"] if node.get("name") == "办公室")["name"] = "党政办公室"
    (tmp_path / "a.jsonld").write_text(json.dumps(document), encoding="utf-8")

    page.goto(page.url.partition("/exports/")[0] + "/exports/")
    page.get_by_role("link", name="导入 ORG 文件").press("Enter")
    axe(page)
    page.get_by_label("ORG 文件（JSON-LD）").set_input_files(tmp_path / "a.jsonld")
    page.get_by_role("button", name="比较并起草方案").press("Enter")

    expect(page.get_by_text("已按文件起草方案，共1步")).to_be_visible()
    expect(page.get_by_text("党政办公室").first).to_be_visible()
