"""Files hold what they were given: nothing in them is run, Chinese is read, sheets go on."""

import csv
from datetime import date

import openpyxl
import pytest

from exports.files import xlsx
from exports.files.csv import csv_write
from exports.files.xlsx import xlsx_write
from exports.tables import Column

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", '=HYPERLINK("http://x")')
COLUMNS = (Column("a", "甲", None), Column("b", "乙", None))


def test_csv_is_read_by_spreadsheets_and_runs_nothing(tmp_path):
    path = tmp_path / "a.csv"

    number = csv_write(path, ["甲", "=乙"], [[text, 3] for text in FORMULAS] + [['张,"三"\n', None]])

    raw = path.read_bytes()
    assert raw.startswith("\ufeff甲".encode())
    assert number == len(FORMULAS) + 1
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True)))
    assert rows[0] == ["甲", "'=乙"]
    assert [row[0] for row in rows[1:-1]] == [f"'{text}" for text in FORMULAS]
    assert rows[-1] == ['张,"三"\n', ""]


def test_csv_has_numbers_and_days_as_they_are_written(tmp_path):
    csv_write(tmp_path / "a.csv", ["a"], [[-5, date(2026, 3, 1)]])

    assert (tmp_path / "a.csv").read_text("utf-8-sig") == "a\n-5,2026-03-01\n"


def test_no_text_of_a_workbook_is_a_formula(tmp_path):
    path = tmp_path / "a.xlsx"

    xlsx_write(path, "表", COLUMNS, [[text, date(2026, 3, 1)] for text in FORMULAS], [("范围", "=1")])

    book = openpyxl.load_workbook(path)
    rows = list(book["表"].iter_rows(min_row=2))
    assert [row[0].value for row in rows] == list(FORMULAS)
    assert {row[0].data_type for row in rows} == {"s"}
    assert {row[1].is_date for row in rows} == {True}
    said = {row[0].value: row[1] for row in book["导出说明"].iter_rows(min_row=2)}
    assert (said["范围"].value, said["范围"].data_type) == ("=1", "s")
    assert said["行数"].value == str(len(FORMULAS))


def test_rows_go_on_on_the_next_sheet(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS_OF_A_SHEET", 2)

    xlsx_write(tmp_path / "a.xlsx", "表", COLUMNS, [[str(nth), nth] for nth in range(5)], [])

    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["表", "表2", "表3", "导出说明"]
    assert [[cell.value for cell in row] for row in book["表3"].iter_rows()] == [["甲", "乙"], ["4", 4]]


@pytest.mark.parametrize("text", ["张三", "a-b", "1=1", ""])
def test_harmless_texts_stay_as_they_are(text, tmp_path):
    csv_write(tmp_path / "a.csv", ["x", "y"], [[text, "z"]])

    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[1] == f"{text},z"
