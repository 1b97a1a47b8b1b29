"""A value as a cell of the layout: in Chinese whoever reads it, so that it can be taken in again."""

from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import override

from intake.layout.column import Column

Cell = str | int | date | None


def cell_of(column: Column, value: Any) -> Cell:
    """Return what stands in the cell."""
    if value is None or (isinstance(value, str | list | tuple) and not value):
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date | int):
        return value
    if isinstance(value, list | tuple):
        return "、".join(str(cell_of(column, one)) for one in value)
    return _labels(column.choices).get(str(value), str(value)) if column.choices else str(value)


@cache
def _labels(choices: Any) -> dict[str, str]:
    with override("zh-hans"):
        return {str(value): str(label) for value, label in choices.choices if value}


def labels_of(column: Column) -> list[str]:
    """Return the words of a closed list, in its order."""
    return list(_labels(column.choices).values())
