"""A cell as a text, whatever it holds."""

import re
import unicodedata
from typing import Any

_SPACES = re.compile(r"[\s\u3000\u200b\ufeff\u00a0]+")
#: Said where there is nothing.
_NOTHING = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "空", "NULL", "null", "N/A", "n/a", "None", "."}
)
_HAN = r"\u3400-\u9fff"
_BETWEEN_SIGNS = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_DOTS = re.compile(r"[•・･∙⋅．‧。]|(?<=[\u3400-\u9fff])\.(?=[\u3400-\u9fff])")
#: A text that begins like this would be worked out when it is opened in a spreadsheet again.
_FORMULA = re.compile(r"^\s*[=@＝＠]|^\s*[+＋\-－](?=[A-Za-z=@(\"'])")


#: Full-width digits and letters; brackets and commas of names stay as they are written.
_NARROW = {
    wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}


def text_of(value: Any) -> str:
    """Return the cell as a text of one line: full-width digits and letters made narrow, ends trimmed."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case {"d": day}:
            return str(day)
        case dict():
            return ""
    text = unicodedata.normalize("NFC", str(value).replace("\x00", "")).translate(_NARROW)
    text = _SPACES.sub(" ", text).strip()
    return "" if text in _NOTHING else text


def name_of(value: Any) -> str:
    """Return the name of a person: no spaces between Chinese signs, one kind of dot."""
    text = _BETWEEN_SIGNS.sub("", text_of(value))
    return _DOTS.sub("·", text).strip(" ·*")


def is_formula(text: str) -> bool:
    """Tell whether the text would run as a formula in a spreadsheet."""
    return bool(_FORMULA.match(text))


def tight(text: str) -> str:
    """Return the text without spaces, every sign narrow: for comparing, not for keeping."""
    return unicodedata.normalize("NFKC", text).replace(" ", "")
