"""What people write in the cells of a list of staff: dates, affiliations, units, posts."""

import re
from datetime import date

from django.utils.translation import gettext as _

from governance.choices import Role
from schools.choices import PoliticalStatus


class Misread(ValueError):
    """A cell says nothing that could be registered; the text says what would."""


_DAY = re.compile(r"^(\d{4})(?:[-/.年]\s*)(\d{1,2})(?:[-/.月]\s*)(\d{1,2})日?(?:\s+0?0:00(?::00)?)?$")
_DIGITS = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_MONTH = re.compile(r"^\d{4}(?:[-/.年]\s*\d{1,2}月?|\d{2})$")
_BETWEEN = re.compile(r"[、；;，,/]\s*|\s+")

_STATUSES = {
    "": PoliticalStatus.UNKNOWN,
    "党员": PoliticalStatus.FULL,
    "中共党员": PoliticalStatus.FULL,
    "正式党员": PoliticalStatus.FULL,
    "中共正式党员": PoliticalStatus.FULL,
    "预备党员": PoliticalStatus.PROBATIONARY,
    "中共预备党员": PoliticalStatus.PROBATIONARY,
    "团员": PoliticalStatus.LEAGUE,
    "共青团员": PoliticalStatus.LEAGUE,
    "民主党派": PoliticalStatus.OTHER_PARTY,
    "民主党派成员": PoliticalStatus.OTHER_PARTY,
    "民革党员": PoliticalStatus.OTHER_PARTY,
    "民盟盟员": PoliticalStatus.OTHER_PARTY,
    "民建会员": PoliticalStatus.OTHER_PARTY,
    "民进会员": PoliticalStatus.OTHER_PARTY,
    "农工党党员": PoliticalStatus.OTHER_PARTY,
    "致公党党员": PoliticalStatus.OTHER_PARTY,
    "九三学社社员": PoliticalStatus.OTHER_PARTY,
    "台盟盟员": PoliticalStatus.OTHER_PARTY,
    "群众": PoliticalStatus.NONE,
    "无党派人士": PoliticalStatus.NONE,
}
_SCHOOL_ROLES = {
    "校长": Role.PRINCIPAL,
    "园长": Role.PRINCIPAL,
    "副校长": Role.VICE_PRINCIPAL,
    "副园长": Role.VICE_PRINCIPAL,
    "校长助理": Role.ASSISTANT_PRINCIPAL,
}
#: A class teacher heads no unit.
_NO_HEAD = ("班主任", "辅导员")
_HEADS = ("组长", "主任", "负责人", "部长", "处长", "科长")


def date_of(text: str, today: date) -> date | None:
    """Return the day; None for an empty cell.

    Raises:
        Misread: if it is no day, or one to come.

    """
    if not text:
        return None
    found = _DAY.match(text) or _DIGITS.match(text)
    if found is None:
        if _MONTH.match(text):
            raise Misread(_("请写到日，例如 2010-07-01。"))
        raise Misread(_("日期无法识别，请写成 2010-07-01。"))
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError as problem:
        raise Misread(_("没有这一天，请核对。")) from problem
    if day > today:
        raise Misread(_("日期晚于今天，请核对。"))
    return day


def status_of(text: str) -> PoliticalStatus:
    """Return the political affiliation.

    Raises:
        Misread: if the word is not known.

    """
    if text.replace(" ", "") not in _STATUSES:
        raise Misread(_("请填：中共党员、中共预备党员、共青团员、民主党派成员或者群众。"))
    return _STATUSES[text.replace(" ", "")]


def position_of(text: str) -> tuple[Role | None, Role | None]:
    """Return the post in the unit and the post in the school; of most words neither."""
    word = text.replace(" ", "")
    if word in _SCHOOL_ROLES:
        return None, _SCHOOL_ROLES[word]
    if not word.endswith(_HEADS) or word.endswith(_NO_HEAD):
        return None, None
    return (Role.UNIT_DEPUTY if "副" in word else Role.UNIT_HEAD), None


def unit_names(text: str) -> list[str]:
    """Return the names of the units a cell lists, each once."""
    return list(dict.fromkeys(name for name in _BETWEEN.split(text) if name))
