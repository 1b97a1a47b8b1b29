"""The register of fields as text, in the language of the source: for a page and for people who ask."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from privacy.registry.fields import Registered, registered

BEGIN, END = "<!-- register: begin -->", "<!-- register: end -->"
_HEAD = ("字段", "类别", "用途", "依据", "保存", "页面显示")


def register() -> str:
    """Return the register as Markdown: a table of fields for each table of the database."""
    parts = []
    for table, fields in groupby(registered(), key=lambda one: one.table):
        parts += [f"### {table}", "", _row(_HEAD), _row("---" for _one in _HEAD), *_lines(fields), ""]
    return "\n".join(parts)


def activities(names: Mapping[str, str], counts: Mapping[str, int]) -> str:
    """Return the record of processing (处理活动记录): what for, on which basis, which tables, how many rows.

    Args:
        names: what people call the tables, by label.
        counts: how many rows each holds.

    """
    said: dict[tuple[str, ...], dict[str, None]] = {}
    for one in registered():
        treatment = one.treatment
        key = (treatment.purpose, str(treatment.kind), treatment.basis, str(treatment.retention))
        said.setdefault(key, {})[one.table] = None
    lines = []
    for (purpose, kind, basis, kept), tables in said.items():
        where = "、".join(f"{names.get(table, table)}（{counts.get(table, 0)}）" for table in tables)
        lines += [
            purpose,
            f"  类别：{kind}",
            f"  依据：{basis}",
            f"  保存：{kept}",
            f"  数据表（行数）：{where}",
            "",
        ]
    return "\n".join(lines)


def with_register(page: str) -> str:
    """Return the page with the register between its two marks.

    Raises:
        ValueError: if the marks are not there.

    """
    before, begin, rest = page.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(BEGIN)
    return f"{before}{BEGIN}\n\n{register()}\n{END}{after}"


def _lines(fields: Iterable[Registered]) -> Iterable[str]:
    for treatment, group in groupby(fields, key=lambda one: one.treatment):
        names = "、".join(one.name for one in group)
        yield _row(
            (names, treatment.kind, treatment.purpose, treatment.basis, treatment.retention, treatment.mask)
        )


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
