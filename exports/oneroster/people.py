"""Names and roles as OneRoster wants them."""

from governance.choices import Role

#: Family names of two signs that are met in registers; all others have one.
_TWO_SIGNS = (
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯", "端木",
    "长孙", "宇文", "独孤", "南宫", "轩辕", "闻人", "申屠", "澹台", "公冶", "钟离", "淳于", "太史", "呼延",
    "拓跋", "百里", "东郭", "西门", "完颜", "司空",
)  # fmt: skip
_SHORTEST_WITH_TWO = 3

#: What leads a school in the words of OneRoster; posts of the Party have none and are not handed out.
LEADING = {
    Role.PRINCIPAL: "principal",
    Role.VICE_PRINCIPAL: "siteAdministrator",
    Role.ASSISTANT_PRINCIPAL: "siteAdministrator",
    Role.CAMPUS_PRINCIPAL: "siteAdministrator",
}
STAFF = "teacher"


def names_of(name: str) -> tuple[str, str]:
    """Return given name and family name.

    A register keeps one name. The first sign is the family's, or the first two where they are one of the
    known pairs; a name with a dot, a blank or Latin letters is not taken apart: the standard wants
    both, so that it stands in both.
    """
    if not name.isalpha() or name.isascii() or len(name) == 1:
        return name, name
    cut = 2 if name.startswith(_TWO_SIGNS) and len(name) >= _SHORTEST_WITH_TWO else 1
    return name[cut:], name[:cut]
