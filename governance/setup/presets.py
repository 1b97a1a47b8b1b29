"""The units schools of a kind usually have: a list to begin with, edited before it is entered."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from schools.choices import SchoolForm, SchoolType, Stage
from schools.models import School


@dataclass(frozen=True, slots=True)
class Preset:
    """A usual set of units; ``names`` are entered as they are, in the language of the register."""

    code: str
    label: Any
    names: tuple[str, ...]


_PRIMARY = ("一年级组", "二年级组", "三年级组", "四年级组", "五年级组", "六年级组")
_JUNIOR = ("七年级组", "八年级组", "九年级组")
_SENIOR = ("高一年级组", "高二年级组", "高三年级组")
_PRIMARY_SUBJECTS = ("语文教研组", "数学教研组", "英语教研组", "综合学科教研组")
_SUBJECTS = ("语文教研组", "数学教研组", "英语教研组", "理科教研组", "文科教研组", "艺体教研组")
_OFFICES = ("办公室", "教务处", "德育处", "总务处")

PRESETS: dict[str, Preset] = {
    preset.code: preset
    for preset in (
        Preset("primary", _("小学"), (*_PRIMARY, *_PRIMARY_SUBJECTS, *_OFFICES)),
        Preset("junior", _("初中"), (*_JUNIOR, *_SUBJECTS, *_OFFICES)),
        Preset("senior", _("高中"), (*_SENIOR, *_SUBJECTS, *_OFFICES)),
        Preset("complete", _("完全中学"), (*_JUNIOR, *_SENIOR, *_SUBJECTS, *_OFFICES)),
        Preset("nine_year", _("九年一贯制学校"), (*_PRIMARY, *_JUNIOR, *_SUBJECTS, *_OFFICES)),
        Preset("twelve_year", _("十二年一贯制学校"), (*_PRIMARY, *_JUNIOR, *_SENIOR, *_SUBJECTS, *_OFFICES)),
        Preset("kindergarten", _("幼儿园"), ("大班组", "中班组", "小班组", "办公室", "保健室", "后勤组")),
        Preset("small", _("规模较小的学校"), ("低年级组", "高年级组", "行政组")),
    )
}
_BY_FORM = {
    SchoolForm.NINE_YEAR: "nine_year",
    SchoolForm.COMPLETE: "complete",
    SchoolForm.TWELVE_YEAR: "twelve_year",
    SchoolForm.TEACHING_POINT: "small",
}
_BY_TYPE = {
    SchoolType.KINDERGARTEN: "kindergarten",
    SchoolType.PRIMARY: "primary",
    SchoolType.JUNIOR: "junior",
    SchoolType.SENIOR: "senior",
    SchoolType.VOCATIONAL: "senior",
}
_BY_STAGES = {
    frozenset({Stage.PRIMARY, Stage.JUNIOR}): "nine_year",
    frozenset({Stage.JUNIOR, Stage.SENIOR}): "complete",
    frozenset({Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR}): "twelve_year",
}


def preset_for(school: School) -> Preset:
    """Return the set that fits the school best: by its form, its stages, its type."""
    return PRESETS[_code_of(school.form, school.stages, school.type_code)]


def _code_of(form: str, stages: Iterable[str], type_code: str) -> str:
    by_stages = _BY_STAGES.get(frozenset(Stage(stage) for stage in stages if stage in Stage.values))
    return _BY_FORM.get(form) or by_stages or _BY_TYPE.get(type_code, "small")
