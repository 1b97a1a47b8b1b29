"""Read a list of staff pasted from a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.choices import SINGLE_ROLES, Role
from governance.domain.intake import NewPerson
from governance.setup.reading import Misread, date_of, position_of, status_of, unit_names
from governance.setup.tables import Cell, Row, Table, lines_of, order_of
from schools.choices import PoliticalStatus
from schools.models import Person, Unit

COLUMNS = ("name", "staff_number", "status", "joined_on", "full_on", "units", "position")
HEADINGS = (
    gettext_lazy("姓名"),
    gettext_lazy("工号"),
    gettext_lazy("政治面貌"),
    gettext_lazy("入党日期"),
    gettext_lazy("转正日期"),
    gettext_lazy("单元"),
    gettext_lazy("职务"),
)
_WORDS = {
    "姓名": "name",
    "工号": "staff_number",
    "教工号": "staff_number",
    "职工号": "staff_number",
    "政治面貌": "status",
    "入党日期": "joined_on",
    "入党时间": "joined_on",
    "转正日期": "full_on",
    "转正时间": "full_on",
    "单元": "units",
    "所在单元": "units",
    "部门": "units",
    "所在部门": "units",
    "职务": "position",
}
#: What a list says of people without a post.
PLAIN = frozenset({"", "教师", "老师", "专任教师", "班主任", "职员", "职工", "教职工", "无"})
_MEMBERS = frozenset({PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY})
_NAME, _NUMBER = (Person._meta.get_field(name).max_length for name in ("name", "staff_number"))


@dataclass
class Known:
    """What the register knows of the school, and what the lines read so far add to it."""

    on: date
    units: Mapping[str, Unit]
    names: set[str] = field(default_factory=set)
    staff_numbers: set[str] = field(default_factory=set)
    single_roles: set[Role] = field(default_factory=set)

    def add(self, person: NewPerson) -> None:
        """Take note of a line, so that the next ones do not repeat it."""
        self.names.add(person.name)
        self.staff_numbers |= {person.staff_number} - {""}
        self.single_roles |= {person.school_role} & SINGLE_ROLES if person.school_role else set()


def read_roster(text: str, known: Known) -> Table:
    """Read the list; every row that is in order stands for a ``NewPerson``.

    A heading line may put the columns in any order; without one they come as ``COLUMNS``.
    """
    table, lines = Table(HEADINGS), lines_of(text)
    order = order_of(lines[0][1], _WORDS) if lines else None
    for line, cells in lines[1:] if order else lines:
        given = dict(zip(order or COLUMNS, cells, strict=False))
        table.rows.append(_Line(line, given, known).read())
    return table


class _Line:
    """One line on its way from text to a person."""

    def __init__(self, line: int, given: Mapping[str, str], known: Known):
        self.known = known
        self.cells = {name: Cell(given.get(name, "")) for name in COLUMNS}
        self.row = Row(line, list(self.cells.values()))

    def read(self) -> Row:
        """Return the row, with its person if nothing is wrong."""
        self._check_name()
        self._check_number()
        status = self._get("status", status_of)
        joined, full = (self._get(name, lambda text: date_of(text, self.known.on)) for name in _DATES)
        units = self._units()
        position = self._get("position", position_of) or (None, None)
        if self.row.is_faultless:
            self._check_dates(status, joined, full)
            self._check_position(units, *position)
        if self.row.is_faultless:
            self.row.value = NewPerson(
                self.cells["name"].text,
                self.cells["staff_number"].text,
                status,
                joined,
                full,
                units,
                *position,
            )
            self.known.add(self.row.value)
        return self.row

    def _get(self, name, reader):
        try:
            return reader(self.cells[name].text)
        except Misread as misread:
            self.cells[name].problem = str(misread)
            return None

    def _check_name(self) -> None:
        cell = self.cells["name"]
        if not cell.text:
            cell.problem = _("请填写姓名。")
        elif len(cell.text) > _NAME:
            cell.problem = _("姓名最多{n}个字。").format(n=_NAME)
        elif cell.text in self.known.names and not self.cells["staff_number"].text:
            cell.problem = _("已有同名人员；确是两个人的，请填写工号。")

    def _check_number(self) -> None:
        cell = self.cells["staff_number"]
        if len(cell.text) > _NUMBER:
            cell.problem = _("工号最多{n}个字符。").format(n=_NUMBER)
        elif cell.text and cell.text in self.known.staff_numbers:
            cell.problem = _("已有人员使用这个工号。")

    def _units(self) -> tuple[Unit, ...]:
        cell = self.cells["units"]
        names = [cell.text] if cell.text in self.known.units else unit_names(cell.text)
        strange = [name for name in names if name not in self.known.units]
        if strange:
            cell.problem = _("没有这个单元：{names}。").format(names=_("、").join(strange))
        return tuple(self.known.units[name] for name in names if name in self.known.units)

    def _check_dates(self, status: str, joined: date | None, full: date | None) -> None:
        if (joined or full) and status not in _MEMBERS:
            self.cells["status"].problem = _("填写了入党、转正日期的，政治面貌应当是党员。")
        elif joined and full and full < joined:
            self.cells["full_on"].problem = _("转正日期不能早于入党日期。")
        elif status == PoliticalStatus.PROBATIONARY and full:
            self.cells["full_on"].problem = _("预备党员没有转正日期；已经转正的，政治面貌请填“中共党员”。")
        elif status == PoliticalStatus.FULL and not full:
            self.cells["full_on"].note = _("没有转正日期，暂不计入正式党员")
        elif status == PoliticalStatus.PROBATIONARY and not joined:
            self.cells["joined_on"].note = _("没有入党日期，党员资料不全")

    def _check_position(self, units: tuple[Unit, ...], unit_role: Role | None, role: Role | None) -> None:
        cell = self.cells["position"]
        if unit_role is not None and not units:
            self.cells["units"].problem = _("请填写“{post}”所在的单元。").format(post=cell.text)
        elif role in self.known.single_roles:
            cell.problem = _("已有人员担任{role}。").format(role=role.label)
        elif cell.text not in PLAIN and unit_role is None and role is None:
            cell.note = _("只作参考，不登记为职务")


_DATES = ("joined_on", "full_on")
