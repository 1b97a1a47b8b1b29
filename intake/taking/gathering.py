"""Take the rows of all sheets, school by school."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from intake.books.opening import Grid
from intake.layout.sheets import EXAMPLE, IDLE
from intake.reading.cells import text_of
from intake.taking.headings import Heads, find_heads, known_headings
from intake.taking.rows import Problem, Question, Row
from intake.taking.schools import Schools

#: Numbers of lines, signatures and sums say nothing of anybody.
_IDLE = frozenset(
    [
        "序号",
        "编号序号",
        "性别",
        "备注",
        "联系电话",
        "电话",
        "手机",
        "手机号码",
        "身份证号",
        "身份证号码",
        "出生日期",
        "出生年月",
        "年龄",
        "民族",
        "籍贯",
        "学历",
        "学位",
        "职称",
        "毕业院校",
        "专业",
        "参加工作时间",
        "任教学科",
        "签名",
        "照片",
        "邮箱",
        "家庭住址",
        "最高学历",
        "专业技术职务",
        "婚姻状况",
        "健康状况",
        "健康状况说明",
        "联系方式",
        "微信",
        "银行卡号",
        "教师资格证",
        "党龄",
        "教龄",
        "工龄",
    ]
)
_FOOT = ("合计", "总计", "小计", "填表人", "制表", "审核人", "备注", "说明", "注:", "注：")


#: A sum or signature has no more cells than this.
_FEW = 2


@dataclass
class Taken:
    """What a file holds: the rows by school code, "" for those whose school is not known."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)

    def ask(self, question: Question) -> None:
        """Ask once, however often it comes up."""
        self.questions.setdefault(question.key, question)


def gather(grids: Iterable[Grid], schools: Schools, answers: Mapping[str, str]) -> Taken:
    """Return the rows of the sheets.

    Args:
        schools: which schools the import is about, and how a cell names one.
        answers: what people said before, by the key of the question.

    """
    taken = Taken()
    headings = {key[len("heading|") :]: said for key, said in answers.items() if key.startswith("heading|")}
    found = []
    for grid in grids:
        if grid.name in IDLE:
            continue
        heads = None if grid.is_hidden else find_heads(grid.name, grid.rows, headings)
        if heads is None:
            _leave(grid, taken)
        else:
            found.append((grid, heads))
    found.sort(key=lambda one: one[1].layout.key != "schools")  # they say which schools there are
    for grid, heads in found:
        _require(grid, heads, taken)
        _ask(grid, heads, taken)
        for row in _rows(grid, heads):
            _place(row, schools, taken)
    return taken


def _leave(grid: Grid, taken: Taken) -> None:
    if not any(any(row) for row in grid.rows) and not grid.is_hidden:
        return
    said = (
        _("隐藏的工作表，没有导入。") if grid.is_hidden else _("认不出是哪一种表，没有导入。表头请参照模板。")
    )
    taken.problems.append(Problem(grid.name, 0, 0, "", said, "note"))


def _require(grid: Grid, heads: Heads, taken: Taken) -> None:
    missing = [c.heading for c in heads.layout.required if c.key not in heads.columns.values()]
    if missing:
        text = _("缺少“{headings}”列。请补上，或者在下面的问题里指明是哪一列。").format(
            headings=_("、").join(missing)
        )
        taken.problems.append(Problem(grid.name, heads.first, 0, "", text))


def _ask(grid: Grid, heads: Heads, taken: Taken) -> None:
    """Ask what unknown headings mean, of those that may be one of the columns still missing."""
    layout, there = heads.layout, set(heads.columns.values())
    known = known_headings(layout.key)
    missing = [column for column in layout.columns if column.key not in there]
    for nth, word in heads.strange.items():
        if word in _IDLE or word in known or not missing or not _has_content(grid, heads.first, nth):
            continue
        options = (("", _("不导入")), *((column.key, column.heading) for column in missing))
        where = _("工作表“{sheet}”第{n}列").format(sheet=grid.name or layout.name, n=nth + 1)
        taken.ask(Question("heading", layout.key, word, where, options))


def _has_content(grid: Grid, first: int, nth: int) -> bool:
    return any(len(row) > nth and text_of(row[nth]) for row in grid.rows[first:])


def _rows(grid: Grid, heads: Heads) -> Iterable[Row]:
    title = grid.name or heads.layout.name
    places = {key: nth + 1 for nth, key in heads.columns.items()}
    for line, values in enumerate(grid.rows[heads.first :], heads.first + 1):
        cells = {key: values[nth] for nth, key in heads.columns.items() if nth < len(values)}
        cells = {key: value for key, value in cells.items() if value is not None and value != ""}
        if cells and not _is_idle(values, cells, heads):
            yield Row(heads.layout.key, title, line, cells, places)


def _is_idle(values: Iterable[object], cells: Mapping[str, object], heads: Heads) -> bool:
    """Tell whether the line is an example, a sum, a signature, or the headings once more."""
    texts = [text for text in map(text_of, values) if text]
    if not texts or any(text.startswith(EXAMPLE) for text in texts):
        return True
    if texts[0].replace(" ", "").startswith(_FOOT) and len(cells) <= _FEW:
        return True
    known = known_headings(heads.layout.key)
    return sum(known.get(text) == key for key, text in ((k, text_of(v)) for k, v in cells.items())) > 1


def _place(row: Row, schools: Schools, taken: Taken) -> None:
    """Put the row to its school."""
    code, problem = schools.of_row(row)
    if problem:
        column = "code" if row.sheet == "schools" else "school"
        said = text_of(row.cells.get(column))
        taken.problems.append(
            Problem(row.title, row.line, row.places.get(column, 0), _("学校标识码"), problem, said=said)
        )
        return
    taken.rows[code].append(row)
