"""Find marks in a text: a mark stands alone, with a star, with a term or after the word for it.

The words themselves are harmless: branches vote in secret, and schools have groups for keeping secrets.
"""

import re
import unicodedata
from collections.abc import Iterable

_GAP = r"[ \t]{0,4}"
#: The three levels, and secrets of work; people put blanks between the two signs.
_LEVEL = rf"(?:绝{_GAP}密|机{_GAP}密|(?:工{_GAP}作{_GAP})?秘{_GAP}密)"
_STAR = r"[★☆⭐✩✪✭✮✯⋆🟊]"
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十百两]{1,4})"
_TERM = rf"(?:{_NUMBER}{_GAP}(?:年|个月|月|日|天)|长期|启用前|公布前|解密前)"
_BRACKETS = "()[]{}<>【】〔〕〖〗「」『』《》〈〉（）［］｛｝"
_TRIMMED = _BRACKETS + " \t·.。,，、:：;；-—–_*★☆|“”\"'"
_WORDS = r"(?:密级|秘密等级|保密等级|保密级别|涉密等级|定密等级|密级标志|密级标识)"

#: A star, wherever it stands: nothing but a mark has one.
_STARRED = re.compile(rf"{_LEVEL}{_GAP}(?:级|件)?{_GAP}{_STAR}|{_STAR}{_GAP}{_LEVEL}")
#: The word for it, and a level behind.
_LABELLED = re.compile(rf"{_WORDS}{_GAP}(?:为|是|[:：|])?\s{{0,4}}[{re.escape(_BRACKETS)}]?{_GAP}{_LEVEL}")
#: A sentence that says what the paper is.
_SAID = re.compile(
    rf"(?:本|该|此)(?:文|件|文件|材料|资料|文档|附件|通知|报告|方案|会议){{1,2}}(?:属于|属|为|系|定为|是){_GAP}(?:国家)?{_LEVEL}(?:级|件|文件|材料|[。，,.]|$)"
)
#: A line that is nothing but the mark, perhaps with its term.
_ALONE = re.compile(rf"{_LEVEL}{_GAP}(?:级|件|文件|材料|资料)?(?:{_GAP}[·.\-—–:：,，(（]?{_GAP}{_TERM})?")
#: In the name of a file people put the mark in front, in brackets or behind a stroke.
_IN_NAME = re.compile(
    rf"^{_LEVEL}(?:级|件|文件|材料)?(?=[\s_\-—–·.、:：\d{re.escape(_BRACKETS)}]|$)"
    rf"|[{re.escape(_BRACKETS)}]{_GAP}{_LEVEL}(?:级|件)?{_GAP}[{re.escape(_BRACKETS)}]"
    rf"|[\s_\-—–·]{_LEVEL}(?:级|件)?(?:[\s_\-—–·]*{_TERM})?(?=[\s_\-—–·.]|$)"
    rf"|{_LEVEL}(?:级|件)?[\s_\-—–·]*{_TERM}"
)
#: Signs that show nothing, by which a mark could be torn apart.
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x180E])
#: A line that is the mark stands where papers have it: among the first or the last.
EDGE = 40


def mark_in(text: str) -> str:
    """Return the mark that the text carries, nothing if there is none."""
    plain = _plain(text)
    for pattern in (_STARRED, _LABELLED, _SAID):
        if found := pattern.search(plain):
            return found.group().strip()
    lines = [line for line in plain.splitlines() if line.strip()]
    edges = lines if len(lines) <= 2 * EDGE else lines[:EDGE] + lines[-EDGE:]
    return _alone(edges)


def mark_in_name(name: str) -> str:
    """Return the mark in the name of a file, nothing if there is none."""
    plain = _plain(name).rpartition("/")[2]
    stem = plain.rpartition(".")[0] or plain
    found = _STARRED.search(stem) or _LABELLED.search(stem) or _IN_NAME.search(stem)
    return found.group().strip() if found else ""


def _alone(lines: Iterable[str]) -> str:
    for line in lines:
        bare = line.strip(_TRIMMED)
        if bare and _ALONE.fullmatch(bare):
            return line.strip()
    return ""


def _plain(text: str) -> str:
    """Return the text with wide signs as narrow ones and without what cannot be seen."""
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
