"""The template is understood, the marked workbook marks, and no cell of ours is a formula."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from accounts.models import GrantRole
from intake.books.opening import open_book
from intake.choices import ImportState
from intake.layout.sheets import IDLE, SHOWN
from intake.papers.template import template_book
from intake.taking.headings import find_heads
from schools.models import Person
from tests import factories
from tests.intake.sending import book, errors, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "template.xlsx"
    template_book(path)
    return path


def test_every_sheet_and_column_of_the_template_is_recognised(template):
    found = {}
    for grid in open_book(template, "模板.xlsx"):
        heads = None if grid.name in IDLE else find_heads(grid.name, grid.rows, {})
        if heads is not None:
            found[grid.name] = (heads.layout.key, list(heads.columns.values()), heads.strange)

    assert found == {one.name: (one.key, [c.key for c in one.columns], {}) for one in SHOWN}


def test_the_template_as_it_is_has_nothing_to_import(template):
    school = factories.school()
    clerk = factories.grant(factories.user(), school).user

    row = send(clerk, school, template.read_bytes())

    said = "文件里没有可以导入的内容。请在模板里填写后重新上传。"
    assert (row.state, row.problem) == (ImportState.REFUSED, said)
    assert (row.parts.count(), errors(row)) == (0, [])


def test_lists_notes_and_an_example_are_on_every_sheet(template):
    loaded = openpyxl.load_workbook(template)

    assert loaded.sheetnames == ["填写说明", *(one.name for one in SHOWN), "选项"]
    for layout in SHOWN:
        sheet = loaded[layout.name]
        assert sheet["A2"].value == "示例（本行不导入）"
        listed = sum(column.kind in ("choice", "flag") for column in layout.columns)
        assert len(sheet.data_validations.dataValidation) == listed
    assert loaded["人员"]["B1"].comment.text.startswith("必填。")


def test_what_is_wrong_comes_back_marked_where_it_stands(client):
    school = factories.school()
    clerk = factories.grant(factories.user(), school).user
    rows = [("姓名", "入党时间", "政治面貌"), ("演示甲", "去年", "中共党员"), ("演示乙", None, "群众")]
    row = send(clerk, school, book(人员=rows))
    client.force_login(clerk)

    answer = client.get(reverse("intake:import_marked_xlsx", args=[row.key]))

    loaded = openpyxl.load_workbook(BytesIO(answer.content))
    assert loaded.sheetnames == ["错误清单", "人员"]
    sheet = loaded["人员"]
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [list(line) for line in rows]
    assert sheet["B2"].comment.text == "日期无法识别，请写成 2010-07-01。"
    assert sheet["B2"].fill.fgColor.rgb == "00F9C6C2"
    assert sheet["A2"].fill.fgColor.rgb == "00000000"
    assert [cell.value for cell in loaded["错误清单"][2]] == [
        "人员", "B2", "错误", "入党日期", "去年", "日期无法识别，请写成 2010-07-01。",
    ]  # fmt: skip


def test_it_comes_back_only_while_its_sender_may_import_there(client):
    school = factories.school()
    clerk = factories.grant(factories.user(), school).user
    row = send(clerk, school, book(人员=[("姓名", "入党时间"), ("演示甲", "去年")]))
    client.force_login(clerk)
    place = reverse("intake:import_marked_xlsx", args=[row.key])
    assert client.get(place).status_code == 200

    clerk.grants.all().delete()
    factories.grant(clerk, school, GrantRole.VIEWER)

    assert client.get(place).status_code == 403


PAYLOADS = ("=1+1", '=HYPERLINK("http://a")', "@SUM(A1)", "+A1", "-A1", "＝1+1", "\t=1", "=cmd|' /C calc'!A0")


def test_no_cell_that_is_handed_out_is_a_formula(client):
    school = factories.school()
    for nth, payload in enumerate(PAYLOADS):
        factories.employ(factories.person(school, name=payload, staff_number=f"A{nth}"))
    clerk = factories.grant(factories.user(), school).user
    client.force_login(clerk)

    answer = client.post(reverse("intake:school_roster_xlsx", args=[school.code]), {"purpose": "work"})

    loaded = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for sheet in loaded for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert {cell.value for cell in loaded["人员"]["B"]} >= {
        payload for payload in PAYLOADS if "\t" not in payload
    }


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_formula_in_a_list_is_refused(payload):
    school = factories.school()
    clerk = factories.grant(factories.user(), school).user

    row = send(
        clerk,
        school,
        f'姓名,政治面貌\r\n"{payload.replace(chr(34), chr(34) * 2)}",群众\r\n'.encode(),
        name="a.csv",
    )

    assert row.state == ImportState.CHECKED
    assert [place for _title, place, _text in errors(row)] == ["A2"]
    assert not Person.objects.filter(school=school).exists()
