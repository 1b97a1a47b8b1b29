"""Read a list of units: one a line, the kind beside the name or guessed from it."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.domain.intake import NewUnit
from governance.setup.tables import Cell, Row, Table, lines_of, order_of
from schools.choices import UnitKind
from schools.models import Unit

HEADINGS = (gettext_lazy("名称"), gettext_lazy("类别"))
LONGEST = Unit._meta.get_field("name").max_length
_WORDS = {
    "名称": "name",
    "单元": "name",
    "单元名称": "name",
    "内设单元": "name",
    "类别": "kind",
    "类型": "kind",
}
#: What a kind may be called in a list, beside its own label.
_KINDS = {
    "校区": UnitKind.CAMPUS,
    "学部": UnitKind.SECTION,
    "级部": UnitKind.SECTION,
    "年级组": UnitKind.GRADE,
    "年级": UnitKind.GRADE,
    "学科组": UnitKind.SUBJECT,
    "教研组": UnitKind.SUBJECT,
    "学科组（教研组）": UnitKind.SUBJECT,
    "备课组": UnitKind.PREPARATION,
    "专业部": UnitKind.DEPARTMENT,
    "行政组": UnitKind.OFFICE,
    "处室": UnitKind.OFFICE,
    "行政组（处室）": UnitKind.OFFICE,
    "离退休": UnitKind.RETIRED,
    "其他": UnitKind.OTHER,
}
#: The first word found in a name tells its kind.
_GUESSES = (
    (("离退休", "退休"), UnitKind.RETIRED),
    (("备课组",), UnitKind.PREPARATION),
    (("教研组", "学科组"), UnitKind.SUBJECT),
    (("年级", "高一", "高二", "高三", "初一", "初二", "初三", "班组"), UnitKind.GRADE),
    (("专业部", "专业组"), UnitKind.DEPARTMENT),
    (("校区",), UnitKind.CAMPUS),
    (("学部", "级部"), UnitKind.SECTION),
    (("处", "室", "行政", "后勤", "总务", "中心", "部", "团委", "工会"), UnitKind.OFFICE),
    (("组",), UnitKind.SUBJECT),
)


def kind_of(name: str) -> UnitKind:
    """Return the kind a unit of this name usually is."""
    for words, kind in _GUESSES:
        if any(word in name for word in words):
            return kind
    return UnitKind.OTHER


def read_units(text: str, known: Collection[str]) -> Table:
    """Read the list; every row that is in order stands for a ``NewUnit``.

    Args:
        known: the names of the units the school has already.

    """
    table, seen = Table(HEADINGS), set(known)
    lines = lines_of(text)
    order = order_of(lines[0][1], _WORDS) if lines else None
    for line, cells in lines[1:] if order else lines:
        given = dict(zip(order or ("name", "kind"), cells, strict=False))
        table.rows.append(_row(line, given.get("name", ""), given.get("kind", ""), seen))
        seen.add(given.get("name", ""))
    return table


def _row(line: int, name: str, said: str, seen: Collection[str]) -> Row:
    kind = kind_of(name) if not said else _KINDS.get(said)
    cells = [Cell(name, _name_problem(name, seen)), Cell(str(kind.label) if kind else said)]
    if kind is None:
        kinds = _("、").join(str(one.label) for one in UnitKind)
        cells[1].problem = _("没有这种类别，可以填：{kinds}。").format(kinds=kinds)
    elif not said:
        cells[1].note = _("按名称判断")
    row = Row(line, cells)
    if kind is not None and row.is_faultless:
        row.value = NewUnit(name, kind)
    return row


def _name_problem(name: str, seen: Collection[str]) -> str:
    if not name:
        return _("请填写名称。")
    if name in seen:
        return _("已有同名单元。")
    return _("名称最多{n}个字。").format(n=LONGEST) if len(name) > LONGEST else ""
