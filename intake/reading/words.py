"""Words of closed lists, however rosters put them."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from intake.reading.aliases import ALIASES
from intake.reading.cells import text_of, tight
from intake.reading.misread import Misread, Unsure

_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_YES, _NO = (
    frozenset(["是", "有", "对", "√", "✓", "1", "y", "yes", "true", "真", "已设"]),
    frozenset(["否", "无", "不", "×", "x", "0", "n", "no", "false", "假", "未设", "没有"]),
)
_BETWEEN = re.compile(r"[、；;，,/／|\n]+\s*|\s+")

#: Nothing that is counted here is larger.
_LARGEST = 999


def choice_of(choices: Any, value: Any, learned: Mapping[str, str]) -> str:
    """Return the value of a closed list; "" for an empty cell.

    Args:
        choices: the list.
        learned: what people said words mean, by the words.

    Raises:
        Unsure: if the word is not known.

    """
    text = text_of(value)
    if not text:
        return ""
    known = known_words(choices)
    for word in (tight(text), tight(_BRACKETS.sub("", text))):
        if word in learned:
            return learned[word]
        if word.lower() in known:
            return known[word.lower()]
    raise Unsure(tight(text))


@cache
def known_words(choices: Any) -> dict[str, str]:
    """Return what is known of a list: its values, its labels in Chinese, and what rosters say."""
    with override("zh-hans"):
        labels = {str(label): str(value) for value, label in choices.choices if value}
    found = {str(value).lower(): str(value) for value in choices.values if value}
    found |= {tight(_BRACKETS.sub("", label)): value for label, value in labels.items()}
    found |= {tight(label): value for label, value in labels.items()}
    return found | {word: str(meant) for word, meant in ALIASES.get(choices, {}).items()}


def choices_of(choices: Any, value: Any, learned: Mapping[str, str]) -> list[str]:
    """Return several values of a closed list, each once.

    Raises:
        Unsure: naming the first word that is not known.

    """
    found = [choice_of(choices, word, learned) for word in names_of(value)]
    return list(dict.fromkeys(word for word in found if word))


def flag_of(value: Any) -> bool | None:
    """Return yes or no; None for an empty cell.

    Raises:
        Misread: if it is neither.

    """
    if value is None or isinstance(value, bool):
        return value
    text = tight(text_of(value)).lower()
    if text_of(value) == "" and str(value).strip() in ("无", "暂无"):
        return False
    if not text:
        return None
    if text in _YES or text in _NO:
        return text in _YES
    raise Misread(_("请填“是”或者“否”。"))


def number_of(value: Any) -> int | None:
    """Return a whole number below 1000, such as 3, “3人” or “第三届”.

    Raises:
        Misread: if it is none.

    """
    text = tight(text_of(value)).strip("第届人名个")
    text = text.translate(str.maketrans("一二三四五六七八九〇零", "12345678900"))
    if not text:
        return None
    text = re.sub(r"(\d?)十(\d?)", lambda found: f"{found[1] or '1'}{found[2] or '0'}", text)
    if not (text.isdecimal() and text.isascii() and int(text) <= _LARGEST):
        raise Misread(_("请填整数。"))
    return int(text)


def names_of(value: Any) -> list[str]:
    """Return the names a cell lists, each once."""
    raw = "" if isinstance(value, dict) or value is None else str(value).replace("\r", "\n")
    parts = (text_of(part) for line in raw.split("\n") for part in _BETWEEN.split(text_of(line)))
    return list(dict.fromkeys(part for part in parts if part))


def code_of(value: Any) -> str:
    """Return a code of digits; what a spreadsheet made of it (a number, 2.13E+09) is put right."""
    text = tight(text_of(value))
    if re.fullmatch(r"\d+\.0+", text):
        text = text.partition(".")[0]
    return text
