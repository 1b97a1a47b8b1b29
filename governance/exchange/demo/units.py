"""The units of a demo school: offices, grades, subject groups, by its size and stages."""

from dataclasses import dataclass, field
from datetime import date
from itertools import product

from governance.exchange.building.places import add_unit
from governance.exchange.building.sheet import Sheet
from governance.exchange.demo.plans import SchoolPlan
from schools.choices import SchoolType, UnitKind
from schools.models import School, Unit

_GRADES = {
    "11": ("托班", "小班", "中班", "大班"),
    "21": ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级"),
    "31": ("七年级", "八年级", "九年级"),
    "34": ("高一年级", "高二年级", "高三年级"),
    "51": ("低段", "中段", "高段"),
}
_DEPARTMENTS = ("机电专业部", "信息专业部", "财经专业部", "旅游专业部", "建筑专业部", "护理专业部")
_SUBJECTS = {
    "11": ("健康", "语言", "社会", "科学", "艺术"),
    "21": ("语文", "数学", "英语", "科学", "道德与法治", "体育", "音乐", "美术", "信息科技"),
    "51": ("生活适应", "康复训练", "艺术休闲"),
}
_SUBJECTS_SECONDARY = (
    *("语文", "数学", "英语", "科学", "历史与社会", "思想政治", "体育与健康"),
    *("音乐", "美术", "信息技术", "通用技术", "心理健康"),
)
_PREPARED = ("语文", "数学", "英语", "科学")
_OFFICES = (
    (200, ("党政办公室", "教务处", "德育处", "教科室", "总务处", "团委办公室")),
    (40, ("办公室", "教务处", "德育处", "总务处")),
    (14, ("办公室", "教导处", "总务处")),
    (0, ("行政组",)),
)
_SMALL, _MEDIUM, _LARGE = 8, 14, 90


@dataclass
class SchoolUnits:
    """The units of one school. ``homes`` sort every member of staff once: offices and grades."""

    offices: list[Unit] = field(default_factory=list)
    grades: list[Unit] = field(default_factory=list)
    subjects: list[Unit] = field(default_factory=list)
    preparation: dict[str, list[Unit]] = field(default_factory=dict)
    retired: Unit | None = None

    @property
    def homes(self) -> list[Unit]:
        """Units that sort every member of staff once."""
        return [*self.offices, *self.grades]

    @property
    def groups(self) -> list[Unit]:
        """Every unit with a head."""
        preparation = [unit for units in self.preparation.values() for unit in units]
        return [*self.homes, *self.subjects, *preparation]


def add_units(sheet: Sheet, school: School, plan: SchoolPlan) -> SchoolUnits:
    """Add the units a school of this type and size has."""
    start = max(date(2012, 9, 1), school.founded_on)
    units = SchoolUnits()

    def group(name: str, kind: UnitKind, parent: Unit | None = None) -> Unit:
        return add_unit(sheet, school, name, kind, start=start, parent=parent)

    units.offices = [group(name, UnitKind.OFFICE) for name in _office_names(plan)]
    kind = UnitKind.DEPARTMENT if plan.type_code == SchoolType.VOCATIONAL else UnitKind.GRADE
    units.grades = [group(name, kind) for name in _teaching_names(plan)]
    units.subjects = [group(f"{name}组", UnitKind.SUBJECT) for name in _subject_names(plan)]
    if plan.staff >= _LARGE and plan.type_code != SchoolType.KINDERGARTEN:
        for subject in units.subjects[: len(_PREPARED)]:
            units.preparation[subject.name] = [
                group(f"{grade.name[:-1]}{subject.name[:-1]}备课组", UnitKind.PREPARATION, subject)
                for grade in units.grades[:9]
            ]
    if plan.retired:
        units.retired = group("离退休教师组", UnitKind.RETIRED)
    return units


def _office_names(plan: SchoolPlan) -> tuple[str, ...]:
    return next(names for least, names in _OFFICES if plan.staff >= least)


def _teaching_names(plan: SchoolPlan) -> list[str]:
    if plan.staff < _SMALL:
        return ["教学组"]
    if plan.staff < _MEDIUM:
        return ["低段组", "高段组"]
    if plan.type_code == SchoolType.VOCATIONAL:
        return list(_DEPARTMENTS)
    grades = [f"{name}组" for code in _stages(plan) for name in _GRADES[code]]
    if plan.type_code == SchoolType.KINDERGARTEN and plan.staff >= _LARGE:
        return [f"{garden}园{name}" for garden, name in product(("东", "西", "南", "北"), grades)]
    return grades


def _stages(plan: SchoolPlan) -> tuple[str, ...]:
    """Return the types whose grades the school has: a 中心学校 and a 实验学校 teach nine years."""
    nine_years = plan.type_code == "31" and plan.name.endswith("学校")
    twelve_years = plan.type_code == "34" and plan.name.endswith("学校")
    if twelve_years:
        return ("21", "31", "34")
    return ("21", "31") if nine_years else (plan.type_code,)


def _subject_names(plan: SchoolPlan) -> tuple[str, ...]:
    if plan.staff < _MEDIUM:
        return ()
    names = _SUBJECTS.get(plan.type_code, _SUBJECTS_SECONDARY)
    return names if plan.staff >= 30 else names[:4]  # noqa: PLR2004 -- a small school has four groups
