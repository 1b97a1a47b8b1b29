"""ORG-029 领导体制登记."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, info, unknown, warning
from governance.rules.sources import IMPLEMENTING_RULES, LEADERSHIP_OPINION, local, text
from governance.rules.vocabulary import in_scope, system_on
from schools.choices import LeadershipSystem


@rule(
    code="ORG-029",
    name=_("领导体制登记"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    summary=_("属于适用范围、已有党组织的公办中小学校，尚未登记实施党组织领导的校长负责制。"),
    why=_("领导体制的调整分步实施，条件成熟一所、调整一所；登记实施日期后，班子和议事规则才按新体制判断。"),
    sources=(text(LEADERSHIP_OPINION), local(IMPLEMENTING_RULES)),
    parameters=("SCOPE_TYPES", "DEADLINE"),
    texts={
        "": Text(
            _("{school}登记的领导体制为{system}，尚未登记实施党组织领导的校长负责制。"),
            _(
                "请按照{upper}的实施安排，在党组织设置、班子配备、议事规则等条件具备后办理调整，"
                "并登记实施日期和文件。"
            ),
        ),
    },
    passes=Example(_("2023年9月1日起实施党组织领导的校长负责制。"), school(branch(full=12))),
    fails=Example(
        _("处于准备阶段，没有实施日期。"),
        school(branch(full=12), leadership_system=LeadershipSystem.PRINCIPAL, system_from=None),
    ),
)
def unswitched_leadership(school: SchoolFacts, facts: SchoolFacts) -> Result:
    """The reform is staged: a hint until the deadline of the place, if it has one."""
    scope = in_scope(school)
    if scope is False or school.own_org is None:
        return NOT_APPLICABLE
    if scope is None:
        return unknown(*_missing_for_scope(school))
    if system_on(school):
        return PASSED
    system = school.leadership_system
    if system is None or system == LeadershipSystem.UNDECIDED:
        return unknown(_("领导体制"))
    deadline = facts.params["DEADLINE"]
    finding = warning if deadline is not None and facts.on > deadline else info
    return finding(system=str(system.label))


def _missing_for_scope(school: SchoolFacts) -> list[object]:
    fields = ((school.ownership, _("办别")), (school.is_legal_person, _("法人资格")))
    return [name for value, name in fields if value is None]
