"""ORG-003 联合党支部覆盖单位数."""

from django.utils.translation import gettext_lazy as _

from governance.choices import OrgState, OrgType, Severity, SubjectKind
from governance.facts import CoveredFact, OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import joint_branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Judgement, Result, unknown, warning
from governance.rules.sources import BRANCH_REGULATION, article, local
from governance.rules.vocabulary import legal_units


def covers_nobody(org: OrgFact, _facts: SchoolFacts, failing: Judgement) -> bool:
    """Tell whether the failing ORG-004 speaks of this joint branch and its list of units is empty."""
    return failing.subject_id == org.id and not org.covered


def _covering(count: int) -> OrgFact:
    units = tuple(CoveredFact(10 + n, f"L{n}", f"示例村小{n}") for n in range(1, count + 1))
    return joint_branch(name="示例片区联合党支部", full=12, covered=units)


@rule(
    code="ORG-003",
    name=_("联合党支部覆盖单位数"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("联合党支部覆盖的单位超过一般不超过的个数。"),
    why=_("覆盖单位过多、相距过远，联合党支部的组织生活难以正常开展。"),
    sources=(article(BRANCH_REGULATION, _("第五条")), local(_("地方党组织设置方案"))),
    parameters=("JOINT_MAX_UNITS",),
    states=frozenset(OrgState) - {OrgState.DISSOLVED},
    silenced_by=(Silencer("ORG-034"), Silencer("ORG-004", frozenset({"a"}), covers_nobody)),
    texts={
        "": Text(
            _("{org}覆盖{n}个单位，超过一般不超过{max}个的要求：{units}。"),
            _(
                "请结合各单位党员人数和距离，研究将{org}分设为两个以上联合党支部，"
                "或者由具备条件的单位单独建立党组织；确有特殊情况的，附批准文件登记说明。"
            ),
        ),
    },
    passes=Example(_("联合党支部覆盖5个单位。"), school(_covering(5))),
    fails=Example(_("联合党支部覆盖6个单位。"), school(_covering(6))),
)
def overextended_joint_branch(org: OrgFact, facts: SchoolFacts) -> Result:
    """Teaching points of one legal person count once; units that are no schools count."""
    if org.type != OrgType.JOINT_BRANCH:
        return NOT_APPLICABLE
    units = legal_units(org)
    if not units:
        return unknown(_("覆盖单位"))
    most = facts.params["JOINT_MAX_UNITS"]
    if len(units) <= most:
        return PASSED
    return warning(n=len(units), max=most, units=units)
