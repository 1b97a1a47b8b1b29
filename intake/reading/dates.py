"""Dates, however they are written in rosters."""

import re
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from intake.reading.cells import text_of, tight
from intake.reading.misread import Misread

#: Day 0 of a spreadsheet, which counts a 29 February 1900 that never was: right from March 1900 on.
_ZERO = date(1899, 12, 30)
_EARLIEST, _LATEST = 1900, 2100
#: Whole numbers between these are days since then: 1927 to 2119.
_SERIALS = range(10_000, 80_000)
_EXACT = 1e-9

_DAY = re.compile(
    r"^(\d{4})[-/.年、,](\d{1,2})[-/.月、,](\d{1,2})[日号]?(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
)
_MONTH = re.compile(r"^(\d{4})[-/.年、,](\d{1,2})月?(?:份)?$")
_DAY_DIGITS = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_MONTH_DIGITS = re.compile(r"^(\d{4})(\d{2})$")
_YEAR = re.compile(r"^\d{4}年?$")
_SHORT_YEAR = re.compile(r"^'?\d{2}[-/.年]\d{1,2}")
_CHINESE = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TENS = re.compile(r"(\d?)十(\d?)")


class Day(NamedTuple):
    """A day, and whether the cell named it or only its month."""

    day: date
    is_month: bool = False


def day_of(value: Any) -> Day | None:
    """Return the day of a cell; None if it is empty. A month stands for its first day.

    Raises:
        Misread: if it is no day, or could be two.

    """
    if isinstance(value, bool):
        raise Misread(_("日期无法识别，请写成 2010-07-01。"))
    if isinstance(value, float):
        return _of_fraction(value)
    text = _plain(text_of(value))
    if not text:
        return None
    if re.fullmatch("[0-9]{5}", text) and int(text) in _SERIALS:
        return Day(_ZERO + timedelta(days=int(text)))
    found = _DAY.match(text) or _DAY_DIGITS.match(text)
    if found:
        return Day(_made(*(int(part) for part in found.groups())))
    found = _MONTH.match(text) or _MONTH_DIGITS.match(text)
    if found:
        return Day(_made(int(found[1]), int(found[2]), 1), is_month=True)
    raise Misread(_wrong(text))


def _wrong(text: str) -> str:
    if _YEAR.match(text):
        return _("只有年份，请写到月或者日，例如 2019-09-01。")
    if _SHORT_YEAR.match(text):
        return _("年份请写四位，例如 2019-09-01。")
    return _("日期无法识别，请写成 2010-07-01。")


def _of_fraction(value: float) -> Day:
    """Read a number such as 2019.9; 2019.1 may be what became of 2019.10."""
    text = f"{value:.2f}"
    if _EARLIEST <= value < _LATEST and abs(value - float(text)) < _EXACT:
        year, fraction = text.split(".")
        if fraction == "10":
            raise Misread(_("分不清是1月还是10月，请写成 {year}-01 或者 {year}-10。").format(year=year))
        month = int(fraction.rstrip("0") or 0)
        return Day(_made(int(year), month, 1), is_month=True)
    if _SERIALS.start <= value < _SERIALS.stop:  # with the time of the day
        return Day(_ZERO + timedelta(days=int(value)))
    raise Misread(_("日期无法识别，请写成 2010-07-01。"))


def _plain(text: str) -> str:
    """Return the text with Chinese numerals as digits, without spaces."""
    text = tight(text)
    if not re.search("[〇零○一二三四五六七八九十]", text):
        return text
    text = text.translate(_CHINESE)
    return _TENS.sub(lambda found: f"{found[1] or '1'}{found[2] or '0'}", text)


def _made(year: int, month: int, day: int) -> date:
    if not _EARLIEST <= year < _LATEST:
        raise Misread(_("年份{year}不合理，请核对。").format(year=year))
    try:
        return date(year, month, day)
    except ValueError as problem:
        raise Misread(_("没有这一天，请核对。")) from problem
