"""The template: headings, notes, drop-down lists and an example on each sheet."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from intake.layout.column import Column, Kind, SheetLayout
from intake.layout.sheets import SHOWN
from intake.papers.words import labels_of

#: Rows for which a list is offered.
_LAST = 5000
_HEAD, _NEEDED = Font(bold=True), Font(bold=True, color="B42318")
_SHADE, _EXAMPLE = PatternFill("solid", fgColor="EEF1F5"), Font(italic=True, color="667085")
_LISTS, _NOTES = "选项", "填写说明"


def template_book(path: Path) -> None:
    """Write the template."""
    book = Workbook()
    _notes(book.active)
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    for layout in SHOWN:
        _sheet(book, layout, lists)
    book.properties.creator = ""
    book.properties.title = _NOTES
    book.move_sheet(lists, offset=len(SHOWN))
    book.save(path)


def _notes(sheet: Any) -> None:
    sheet.title = _NOTES
    sheet.column_dimensions["A"].width = 14
    sheet.column_dimensions["B"].width = 26
    sheet.column_dimensions["C"].width = 90
    for text in (
        _("一、只填需要导入的工作表，不用的可以留空或者删除；列的次序可以调整，红色的列必填。"),
        _("二、没有填的单元格不改变系统里已有的内容；系统里有而表里没有的，只列出，不删除。"),
        _("三、日期写成 2019-09-01；只知道年月的写 2019-09，按当月1日登记。"),
        _("四、每张表第2行是示例，导入时不读取，可以删除。"),
        _("五、本系统为非涉密系统，不得填写涉密内容，也不要填写身份证号和联系电话。"),
    ):
        sheet.append([text])
    sheet.append([])
    sheet.append([_("工作表"), _("列"), _("说明")])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = _HEAD, _SHADE
    for layout in SHOWN:
        for column in layout.columns:
            sheet.append([layout.name, column.heading, _described(column)])
            sheet.cell(sheet.max_row, 3).alignment = Alignment(wrap_text=True, vertical="top")


def _described(column: Column) -> str:
    said = [_("必填。")] if column.required else []
    said += [column.note] if column.note else []
    if column.choices:
        said.append(_("可以填：{labels}。").format(labels="、".join(labels_of(column))))
    if column.kind == Kind.FLAG:
        said.append(_("填“是”或者“否”。"))
    return " ".join(said)


def _sheet(book: Workbook, layout: SheetLayout, lists: Any) -> None:
    sheet = book.create_sheet(layout.name)
    sheet.freeze_panes = "A2"
    for nth, column in enumerate(layout.columns, 1):
        letter = get_column_letter(nth)
        head = sheet.cell(1, nth, column.heading)
        head.font, head.fill = _NEEDED if column.required else _HEAD, _SHADE
        if described := _described(column):
            head.comment = Comment(described, "", width=320, height=120)
        example = sheet.cell(2, nth)
        example.value, example.font, example.number_format = column.example or None, _EXAMPLE, "@"
        sheet.column_dimensions[letter].width = max(12, len(column.heading) * 2 + 4)
        for line in range(3, 60):
            sheet.cell(line, nth).number_format = "yyyy-mm-dd" if column.kind == Kind.DATE else "@"
        _offer(sheet, letter, column, lists)
    first = sheet.cell(2, 1)
    first.value = "示例（本行不导入）"


def _offer(sheet: Any, letter: str, column: Column, lists: Any) -> None:
    """Offer the words of a closed list; several of them are typed."""
    if column.kind not in (Kind.CHOICE, Kind.FLAG):
        return
    labels = ["是", "否"] if column.kind == Kind.FLAG else labels_of(column)
    place = lists.max_column + (1 if lists.cell(1, 1).value else 0)
    for nth, label in enumerate(labels, 1):
        lists.cell(nth, place, label)
    own = get_column_letter(place)
    rule = DataValidation("list", formula1=f"{_LISTS}!${own}$1:${own}${len(labels)}", allow_blank=True)
    rule.error, rule.errorTitle = _("请从列表中选择。"), column.heading
    rule.showErrorMessage, rule.errorStyle = True, "warning"  # other words are understood as well, or asked
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{_LAST}")
