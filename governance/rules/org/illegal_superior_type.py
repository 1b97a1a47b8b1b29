"""ORG-009 上下级类型."""

from django.utils.translation import gettext_lazy as _

from governance.choices import LEADING_TYPES, Enforcement, Gate, OrgState, OrgType, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import UPPER, branch, general_branch, inner_branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error
from governance.rules.sources import BY_DEFAULT

_ABOVE_BRANCHES = frozenset({OrgType.GENERAL_BRANCH, OrgType.COMMITTEE, OrgType.UPPER})
#: Which types may stand above which.
SUPERIOR_TYPES = {
    OrgType.GROUP: frozenset({OrgType.BRANCH, OrgType.JOINT_BRANCH, OrgType.TEMPORARY_BRANCH}),
    OrgType.BRANCH: _ABOVE_BRANCHES,
    OrgType.TEMPORARY_BRANCH: _ABOVE_BRANCHES,
    OrgType.JOINT_BRANCH: _ABOVE_BRANCHES,
    OrgType.GENERAL_BRANCH: frozenset({OrgType.COMMITTEE, OrgType.UPPER}),
    OrgType.COMMITTEE: frozenset({OrgType.UPPER}),
    OrgType.UPPER: frozenset({OrgType.UPPER}),
}

_CENTRAL = general_branch(id=70, name="示例中心校党总支", school_id=7)
_OWN = branch(id=71, full=12)


@rule(
    code="ORG-009",
    name=_("上下级类型"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.ERROR,
    gate=Gate.INVARIANT,
    enforcement=Enforcement.REFUSE,
    summary=_("党组织登记的上级，类型与党组织隶属的一般层次不一致。"),
    why=_("党小组在支部之下，支部在党总支、党委或者上级党组织之下；层次清楚，隶属关系才能逐级落实。"),
    sources=(BY_DEFAULT,),
    is_waivable=False,
    states=frozenset(OrgState) - {OrgState.DISSOLVED},
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "": Text(
            _("{org}（{type}）的上级登记为{sup}（{sup_type}），与党组织隶属的一般层次不一致。"),
            _(
                "请将{org}调整到党总支、党委或者上级党组织之下；"
                "单独设置党支部的学校，可以在年级组、教研组等单元设党小组。"
            ),
        ),
    },
    passes=Example(
        _("村小的党支部隶属中心校党总支。"),
        school(branch(full=5, superior_id=70), ancestors={70: _CENTRAL, UPPER.id: UPPER}),
    ),
    fails=Example(_("学校党支部之下又设年级组党支部。"), school(_OWN, inner_branch(_OWN, full=4))),
)
def illegal_superior_type(org: OrgFact, facts: SchoolFacts) -> Result:
    """Links inside and across schools follow one table; another school lends its 党委 or 总支 only."""
    superior = facts.superior(org)
    if superior is None and not org.external_superior:
        return NOT_APPLICABLE
    above = superior.type if superior is not None else OrgType.UPPER
    if above in SUPERIOR_TYPES[org.type] and not _wrong_neighbour(org, superior):
        return PASSED
    name = superior.name if superior is not None else org.external_superior
    return error(type=str(org.type.label), sup=name, sup_type=str(above.label))


illegal_superior_type.at(Gate.FOUNDING, Gate.G1)(illegal_superior_type.judge)


def _wrong_neighbour(org: OrgFact, superior: OrgFact | None) -> bool:
    """Tell whether the superior belongs to another school and is neither 党委 nor 总支."""
    if superior is None or superior.school_id is None or superior.school_id == org.school_id:
        return False
    return superior.type not in LEADING_TYPES
