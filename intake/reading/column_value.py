"""A cell as the value of its column."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from intake.layout.column import Column, Kind
from intake.reading.cells import is_formula, name_of, text_of
from intake.reading.dates import day_of
from intake.reading.misread import Misread
from intake.reading.words import choice_of, choices_of, code_of, flag_of, names_of, number_of

Learned = Mapping[str, str]


def value_of(column: Column, cell: Any, learned: Learned) -> Any:
    """Return what the cell says, as the column's kind has it; an empty cell is "", None or [].

    Raises:
        Misread: saying how to write it.
        Unsure: with the word of a closed list that is not known.

    """
    if isinstance(cell, dict) and "f" in cell:
        raise Misread(_("公式没有计算结果，请复制后“选择性粘贴—数值”。"))
    if isinstance(cell, dict) and "e" in cell:
        raise Misread(_("单元格是错误值{error}，请更正。").format(error=cell["e"]))
    return _READERS[column.kind](column, cell, learned)


def _text(column: Column, cell: Any, _learned: Learned) -> str:
    return _short(column, text_of(cell))


def _name(column: Column, cell: Any, _learned: Learned) -> str:
    text = _short(column, name_of(cell))
    if text and (text.isdecimal() or "\n" in text):
        raise Misread(_("姓名不能是数字。"))
    return text


def _short(column: Column, text: str) -> str:
    if is_formula(text):
        raise Misread(_("不能以“{sign}”开头，请删除前面的符号。").format(sign=text.strip()[0]))
    if len(text) > column.longest:
        raise Misread(_("最多{n}个字。").format(n=column.longest))
    return text


def _names(column: Column, cell: Any, _learned: Learned) -> list[str]:
    return [_short(column, name) for name in names_of(cell)]


def _code(column: Column, cell: Any, _learned: Learned) -> str:
    text = code_of(cell)
    if text and not (text.isascii() and text.isdecimal() and len(text) == column.longest):
        raise Misread(_("应当是{n}位数字。").format(n=column.longest))
    return text


_READERS = {
    Kind.TEXT: _text,
    Kind.POSTS: _text,
    Kind.NAME: _name,
    Kind.NAMES: _names,
    Kind.CODE: _code,
    Kind.DATE: lambda _column, cell, _learned: day_of(cell),
    Kind.FLAG: lambda _column, cell, _learned: flag_of(cell),
    Kind.NUMBER: lambda _column, cell, _learned: number_of(cell),
    Kind.CHOICE: lambda column, cell, learned: choice_of(column.choices, cell, learned),
    Kind.CHOICES: lambda column, cell, learned: choices_of(column.choices, cell, learned),
}
