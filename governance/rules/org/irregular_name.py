"""ORG-021 名称规范."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from governance.choices import Enforcement, Gate, OrgLevel, OrgState, OrgType, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, unknown, warning
from governance.rules.sources import COLLECTION_NOTE, text
from governance.rules.vocabulary import inner

PREFIXES = ("中共", "中国共产党")
#: Longest endings first: 总支部委员会 also ends in 支部委员会 and 委员会.
ENDINGS = (
    ("总支部委员会", OrgType.GENERAL_BRANCH),
    ("总支部", OrgType.GENERAL_BRANCH),
    ("联合支部委员会", OrgType.JOINT_BRANCH),
    ("联合支部", OrgType.JOINT_BRANCH),
    ("临时支部委员会", OrgType.TEMPORARY_BRANCH),
    ("临时支部", OrgType.TEMPORARY_BRANCH),
    ("支部委员会", OrgType.BRANCH),
    ("支部", OrgType.BRANCH),
    ("委员会", OrgType.COMMITTEE),
)
UNCHECKED = frozenset({OrgType.GROUP, OrgType.UPPER})
_IGNORED = str.maketrans("", "", " 　\t()（）[]【】〔〕")
_SCHOOL = "兰溪县第一小学"


@rule(
    code="ORG-021",
    name=_("名称规范"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    asks_at=frozenset({Gate.G1}),
    is_data=True,
    summary=_("登记的党组织全称，开头、结尾或者单位名称与一般格式不一致。"),
    why=_("名称与印章、批复一致，文件和统计才能对得上。"),
    sources=(text(COLLECTION_NOTE),),
    states=frozenset(OrgState) - {OrgState.DISSOLVED},
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "": Text(
            _("{org}登记的全称“{name}”{part}与党组织名称的一般格式不一致。"),
            _("请核对印章和批复上的全称并更正登记；印章与批复不一致的，按批复报{upper}处理。"),
        ),
    },
    passes=Example(
        _("中共兰溪县第一小学支部委员会。"),
        school(branch(full=12, full_name=f"中共{_SCHOOL}支部委员会"), name=_SCHOOL),
    ),
    fails=Example(
        _("兰溪县第一小学党支部。"), school(branch(full=12, full_name=f"{_SCHOOL}党支部"), name=_SCHOOL)
    ),
)
def irregular_name(org: OrgFact, facts: SchoolFacts) -> Result:
    """A branch may end in 支部 or 支部委员会, so that its name stays right when it grows past seven."""
    if org.type in UNCHECKED:
        return NOT_APPLICABLE
    name = plain(org.full_name)
    if not name:
        return unknown(_("全称"))
    parts = [
        (name.startswith(PREFIXES), gettext_noop("开头")),
        (_names_the_school(org, facts), gettext_noop("单位名称")),
        (_type_said(name) == org.type, gettext_noop("结尾")),
    ]
    wrong = [part for is_right, part in parts if not is_right]
    return warning(name=org.full_name, part=wrong) if wrong else PASSED


irregular_name.at(Gate.G1)(irregular_name.judge)


def plain(name: str) -> str:
    """Return the name without spaces and brackets."""
    return name.translate(_IGNORED)


def _type_said(name: str) -> OrgType | None:
    return next((type_ for ending, type_ in ENDINGS if name.endswith(ending)), None)


def _names_the_school(org: OrgFact, facts: SchoolFacts) -> bool:
    if org.level == OrgLevel.SCHOOL:
        return _mentions(org.full_name, facts)
    if not inner(org, facts) or _mentions(org.full_name, facts):
        return True
    superior = facts.superior(org)
    return superior is not None and _mentions(superior.full_name or superior.name, facts)


def _mentions(name: str, facts: SchoolFacts) -> bool:
    known = (facts.name, *facts.other_names)
    return any(plain(school_name) in plain(name) for school_name in known if school_name)
