"""Split what people are called into posts: “语文组组长兼党支部书记” is two."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from governance.choices import BodyKind, Role
from intake.reading.cells import tight

_BETWEEN = re.compile(r"[、；;，,/|\n]|(?<!兼)兼任|兼职|兼|以及|及(?!时)|和(?=[^平])|暨")
#: Words that are no post of the structure.
PLAIN = frozenset(
    [
        "教师",
        "老师",
        "专任教师",
        "任课教师",
        "班主任",
        "副班主任",
        "职员",
        "职工",
        "教职工",
        "员工",
        "工人",
        "无",
        "普通教师",
        "骨干教师",
        "教辅",
        "实验员",
        "校医",
        "会计",
        "出纳",
        "保管员",
        "图书管理员",
        "辅导员",
        "少先队辅导员",
        "党员",
        "教研员",
        "备课组成员",
        "组员",
        "成员",
        "高级教师",
        "一级教师",
        "二级教师",
        "正高级教师",
        "退休",
        "科员",
    ]
)
_SCHOOL = {
    "校长": Role.PRINCIPAL,
    "园长": Role.PRINCIPAL,
    "副校长": Role.VICE_PRINCIPAL,
    "副园长": Role.VICE_PRINCIPAL,
    "校长助理": Role.ASSISTANT_PRINCIPAL,
    "执行校长": Role.CAMPUS_PRINCIPAL,
}
_PARTY = (
    (re.compile(r"^(?P<body>.*?)(?:党小组)(?:组长|长)$"), Role.GROUP_LEADER),
    (re.compile(r"^(?P<body>.*?)纪委书记$"), Role.DISCIPLINE_SECRETARY),
    (re.compile(r"^(?P<body>.*?)(?:专职)?副书记$"), Role.DEPUTY_SECRETARY),
    (re.compile(r"^(?P<body>.*?)书记$"), Role.SECRETARY),
    (
        re.compile(
            r"^(?P<body>.*?)(?:组织|宣传|纪检|青年|统战)?(?:支委|支部委员|党委委员|总支委员|党委会委员|委员)$"
        ),
        Role.MEMBER,
    ),
)
_DUTIES = {
    "组织": "organization",
    "宣传": "publicity",
    "纪检": "discipline",
    "青年": "youth",
    "统战": "united_front",
}
_UNIT_DEPUTY = re.compile(
    r"^(?P<body>.+?)副(?:组长|主任|处长|部长|科长|负责人)$|^(?P<alone>)副(?:组长|主任|处长|部长|科长)$"
)
_UNIT_HEAD = re.compile(r"^(?P<body>.*?)(?:组长|主任|处长|部长|科长|负责人|主管)$")
#: What stands for the organisation without naming it.
_GENERIC = frozenset(
    {
        "",
        "党",
        "支部",
        "党支部",
        "总支",
        "党总支",
        "党委",
        "总支部",
        "学校",
        "校",
        "学校党支部",
        "学校党委",
        "学校党总支",
        "本校",
    }
)
_YOUTH = re.compile(r"(团委|团支部|团总支|少先队|工会|妇委会|关工委)")
#: A class teacher or tutor heads no unit.
_NO_HEAD = ("班主任", "辅导员")


@dataclass(frozen=True, slots=True)
class SaidPost:
    """A post as a roster names it: ``body`` is "" where the word alone tells which."""

    body_kind: BodyKind
    role: Role
    body: str = ""
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidPosts:
    """The posts of a cell, and the words in it that nobody could place."""

    posts: tuple[SaidPost, ...]
    strange: tuple[str, ...] = ()


def posts_of(text: str, learned: Mapping[str, str], units: Collection[str] = ()) -> SaidPosts:
    """Return the posts a cell names.

    Args:
        text: what the cell says.
        learned: what people said a word is: a role, or "" for no post.
        units: the units of the school by name: “办公室主任” leads the one called so.

    """
    posts, strange = [], []
    for part in _BETWEEN.split(text):
        word = tight(part).strip("()（）:：。.")
        if not word or word in PLAIN:
            continue
        said = _learned(word, learned) if word in learned else _one(word, units)
        if said is None and word not in learned:
            strange.append(word)
        elif said is not None:
            posts.append(said)
    return SaidPosts(tuple(dict.fromkeys(posts)), tuple(dict.fromkeys(strange)))


def _learned(word: str, learned: Mapping[str, str]) -> SaidPost | None:
    role = learned[word]
    if not role:
        return None
    return SaidPost(_kind_of(Role(role)), Role(role))


def _kind_of(role: Role) -> BodyKind:
    if role in _SCHOOL.values():
        return BodyKind.SCHOOL
    return (
        BodyKind.UNIT if role in (Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.OVERSEER) else BodyKind.ORGANIZATION
    )


def _one(word: str, units: Collection[str]) -> SaidPost | None:
    if _YOUTH.search(word):  # leagues and unions are no Party organisations and no units
        return None
    school = _SCHOOL.get(word.removeprefix("学校"))
    if school is not None:
        return SaidPost(BodyKind.SCHOOL, school)
    return _of_party(word) or _of_unit(word, units)


def _of_party(word: str) -> SaidPost | None:
    for pattern, role in _PARTY:
        found = pattern.match(word)
        if found:
            body = found["body"]
            duties = tuple(value for name, value in _DUTIES.items() if role == Role.MEMBER and name in word)
            return SaidPost(BodyKind.ORGANIZATION, role, "" if body in _GENERIC else body, duties)
    return None


def _of_unit(word: str, units: Collection[str]) -> SaidPost | None:
    if word.endswith(_NO_HEAD):
        return None
    for pattern, role in ((_UNIT_DEPUTY, Role.UNIT_DEPUTY), (_UNIT_HEAD, Role.UNIT_HEAD)):
        found = pattern.match(word)
        if found:
            return SaidPost(BodyKind.UNIT, role, _unit(found["body"] or "", units))
    return None


def _unit(body: str, units: Collection[str]) -> str:
    """Return the name of the unit: “语文组长” leads the 语文组, “教务主任” the 教务处."""
    if not body or body in units:
        return body
    endings = ("组", "处", "室", "部", "办", "办公室", "教研组", "年级组", "科", "中心")
    fitting = [f"{body}{ending}" for ending in endings if f"{body}{ending}" in units]
    return fitting[0] if fitting else body
