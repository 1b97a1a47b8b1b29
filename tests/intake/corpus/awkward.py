"""Workbooks as people really send them, each with what comes of it.

A case is the name of the file, what makes it, and what is read: name, affiliation and day of joining of each
person; ``+ n`` in ``NOTED`` says that something worth knowing is said.
"""

# ruff: noqa: PLW0108 -- a case is a line; what makes it is asked when it is needed
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from tests.intake.corpus.making import HEADS, READ, ROWS, cell, lines, packed, plain, saved, sheet

MANY = 20_000


def _merged_title():
    book = Workbook()
    made = book.active
    made.append(["演示中学教职工花名册"])
    made.merge_cells("A1:C1")
    made.append(["填表日期：2026年9月"])
    for row in [HEADS, *ROWS]:
        made.append(row)
    return saved(book)


def _merged_units():
    book, made = sheet(
        [("语文组", "演示甲", "中共党员"), (None, "演示乙", "群众")], heads=("部门", "姓名", "政治面貌")
    )
    made.merge_cells("A2:A3")
    return saved(book)


def _two_heads():
    book = Workbook()
    made = book.active
    made.append(["姓名", "基本情况", "党员信息", None])
    made.append([None, "性别", "政治面貌", "入党时间"])
    made.merge_cells("A1:A2")
    made.merge_cells("C1:D1")
    for name, status, day in ROWS:
        made.append([name, "女", status, day])
    return saved(book)


def _two_heads_joined():
    book = Workbook()
    made = book.active
    made.append(["姓名", "政治面貌", "入党", "转正"])
    made.append([None, None, "时间", "时间"])
    made.merge_cells("A1:A2")
    made.merge_cells("B1:B2")
    for name, status, day in ROWS:
        made.append([name, status, day, None])
    return saved(book)


def _hidden_sheet():
    book, _made = sheet()
    other = book.create_sheet("教师旧表")
    other.append(HEADS)
    other.append(("演示丁", "群众", None))
    other.sheet_state = "hidden"
    return saved(book)


def _very_hidden():
    book, _made = sheet()
    other = book.create_sheet("人员2")
    other.append(HEADS)
    other.append(("演示丁", "群众", None))
    other.sheet_state = "veryHidden"
    return saved(book)


def _hidden_columns():
    book, made = sheet()
    made.column_dimensions["B"].hidden = True
    made.row_dimensions[3].hidden = True
    made.auto_filter.ref = "A1:C3"
    return saved(book)


def _formula_with_value():
    worked = '<c r="A3" t="str"><f>"演示"&amp;"乙"</f><v>演示乙</v></c>' + cell("B3", "群众")
    return packed({"xl/worksheets/sheet1.xml": lines(f'<row r="3">{worked}</row>')})


def _styled_beyond():
    book, made = sheet()
    for line in range(4, 1200):
        made.cell(line, 3).fill = PatternFill("solid", fgColor="FFFF00")
    return saved(book)


def _validated():
    book, made = sheet()
    rule = DataValidation("list", formula1='"中共党员,群众"')
    made.add_data_validation(rule)
    rule.add("B2:B5000")
    return saved(book)


def _blank_lines():
    book = Workbook()
    made = book.active
    for row in [(), HEADS, (), ROWS[0], (), (), ROWS[1], ("合计", 2, None), ("填表人：演示", None, None)]:
        made.append(row)
    return saved(book)


def _repeated_heads():
    return plain(ROWS[0], HEADS, ROWS[1])


def _many_sheets():
    book, _made = sheet()
    for nth in range(20):
        book.create_sheet(f"Sheet{nth}")
    return saved(book)


def _unknown_sheet():
    book, _made = sheet()
    other = book.create_sheet("食堂采购")
    other.append(["品名", "数量"])
    other.append(["大米", 3])
    return saved(book)


def _large():
    book = Workbook(write_only=True)
    made = book.create_sheet("人员")
    made.append([*HEADS, "工号"])
    for nth in range(MANY):
        made.append(
            [
                f"演示{nth}号".translate(str.maketrans("0123456789", "零一二三四五六七八九")),
                "群众",
                None,
                f"A{nth}",
            ]
        )
    return saved(book)


def _csv(encoding, separator=","):
    text = "\r\n".join(separator.join(one or "" for one in row) for row in [HEADS, *ROWS])
    return text.encode(encoding)


def _named(status, day="2012-06-20", name="演示甲"):
    return lambda: plain((name, status, day))


_ONE = [("演示甲", "full", "2012-06-20")]
_MONTH = [("演示甲", "full", "2012-06-01")]

CASES = {
    "plain": ("名册.xlsx", plain, READ),
    "saved by wps": ("名册.et", plain, READ),
    "ending in capitals": ("名册.XLSX", plain, READ),
    "title above, merged": ("名册.xlsx", _merged_title, READ),
    "units merged downwards": (
        "名册.xlsx",
        _merged_units,
        [("演示甲", "full", None), ("演示乙", "none", None)],
    ),
    "two lines of headings": ("名册.xlsx", _two_heads, READ),
    "headings split in two": ("名册.xlsx", _two_heads_joined, READ),
    "hidden sheet": ("名册.xlsx", _hidden_sheet, READ),
    "very hidden sheet": ("名册.xlsx", _very_hidden, READ),
    "hidden lines and columns": ("名册.xlsx", _hidden_columns, READ),
    "formula with its value": ("名册.xlsx", _formula_with_value, READ),
    "coloured far beyond": ("名册.xlsx", _styled_beyond, READ),
    "drop-down lists": ("名册.xlsx", _validated, READ),
    "blank lines, sums, signatures": ("名册.xlsx", _blank_lines, READ),
    "headings repeated for printing": ("名册.xlsx", _repeated_heads, READ),
    "twenty empty sheets": ("名册.xlsx", _many_sheets, READ),
    "a sheet of something else": ("名册.xlsx", _unknown_sheet, READ),
    "headings with spaces and stars": (
        "名册.xlsx",
        lambda: plain(heads=("姓 名*", "政治\n面貌", "入党时间（年月日）")),
        READ,
    ),
    "headings in another order": (
        "名册.xlsx",
        lambda: plain(*((day, status, name) for name, status, day in ROWS), heads=HEADS[::-1]),
        READ,
    ),
    "other words for the headings": (
        "名册.xlsx",
        lambda: plain(heads=("教师姓名", "面貌", "加入党组织时间")),
        READ,
    ),
    "columns nobody needs": (
        "名册.xlsx",
        lambda: plain(*((1, n, "女", s, d) for n, s, d in ROWS), heads=("序号", "姓名", "性别", *HEADS[1:])),
        READ,
    ),
    "sheet called Sheet1": ("名册.xlsx", lambda: plain(title="Sheet1"), READ),
    "full-width digits": ("名册.xlsx", _named("中共党员", "２０１２年６月２０日"), _ONE),
    "spaces around everything": ("名册.xlsx", _named(" 中共党员　", " 2012-06-20 ", " 演示甲　"), _ONE),
    "spaces inside a name": ("名册.xlsx", _named("中共党员", name="演 示 甲"), _ONE),
    "line breaks in cells": ("名册.xlsx", _named("中共\n党员", name="演示甲\n"), _ONE),
    "a real date": ("名册.xlsx", _named("中共党员", date(2012, 6, 20)), _ONE),
    "a real date with a time": (
        "名册.xlsx",
        _named("中共党员", datetime.fromisoformat("2012-06-20T08:30")),
        _ONE,
    ),
    "the number of a date": ("名册.xlsx", _named("中共党员", 41080), _ONE),
    "the number of a date as text": ("名册.xlsx", _named("中共党员", "41080"), _ONE),
    "digits alone": ("名册.xlsx", _named("中共党员", 20120620), _ONE),
    "dots": ("名册.xlsx", _named("中共党员", "2012.6.20"), _ONE),
    "only the month": ("名册.xlsx", _named("中共党员", "2012年6月"), _MONTH),
    "only the month, as a number": ("名册.xlsx", _named("中共党员", 2012.6), _MONTH),
    "Chinese numerals": ("名册.xlsx", _named("中共党员", "二〇一二年六月二十日"), _ONE),
    "full member in brackets": ("名册.xlsx", _named("中共党员（正式）"), _ONE),
    "code of the affiliation": ("名册.xlsx", _named("01"), _ONE),
    "dashes for nothing": ("名册.xlsx", _named("群众", "——"), [("演示甲", "none", None)]),
    "a dot in a name": (
        "名册.xlsx",
        _named("群众", None, "阿依古丽•买买提"),
        [("阿依古丽·买买提", "none", None)],
    ),
    "csv, utf-8": ("名册.csv", lambda: _csv("utf-8"), READ),
    "csv, utf-8 with a mark": ("名册.csv", lambda: _csv("utf-8-sig"), READ),
    "csv, gb18030": ("名册.csv", lambda: _csv("gb18030"), READ),
    "csv, utf-16": ("名册.csv", lambda: _csv("utf-16"), READ),
    "csv, semicolons": ("名册.csv", lambda: _csv("utf-8", ";"), READ),
    "csv, tabs": ("名册.csv", lambda: _csv("gb18030", "\t"), READ),
    "csv, quoted": (
        "名册.csv",
        lambda: '姓名,政治面貌\r\n"演示甲","中共党员"\r\n'.encode(),
        [("演示甲", "full", None)],
    ),
    "example row of the template": (
        "名册.xlsx",
        lambda: plain(("示例甲", "群众", None), *ROWS),
        READ,
    ),
    "twenty thousand lines": ("名册.xlsx", _large, MANY),
}
