"""The chapters of the rules by the names people use."""

from django.utils.translation import gettext_lazy as _

from governance.rules.catalogue import CHAPTERS, all_rules

NAMES = {
    "org": _("组织设置"),
    "term": _("任期换届"),
    "cmt": _("班子配备"),
    "sec": _("书记校长"),
    "lg": _("领导小组"),
    "mec": _("议事机制"),
    "mtg": _("议事决策"),
    "ele": _("党内选举"),
    "lif": _("组织生活"),
    "con": _("征求意见"),
    "mem": _("党员管理"),
    "dat": _("数据质量"),
}


def chapter_of(rule: str) -> str:
    """Return the chapter of a rule code, in small letters."""
    return rule.split("-", maxsplit=1)[0].lower()


def chapters() -> list[tuple[str, str]]:
    """Return code and name of the chapters that have a rule, in reading order."""
    used = {chapter_of(code) for code in all_rules()}
    return [(chapter, str(NAMES[chapter])) for chapter in CHAPTERS if chapter in used]
