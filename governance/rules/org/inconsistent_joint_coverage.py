"""ORG-004 联合党支部覆盖关系."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Enforcement, Gate, OrgState, OrgType, Severity, SubjectKind
from governance.facts import CoveredFact, OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import joint_branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, warning
from governance.rules.sources import BY_DEFAULT
from governance.rules.vocabulary import legal_units

LEAST_UNITS = 2
OWN_ORGANIZATION = Text(
    _("{org}的覆盖单位{school}已单独建立{own_org}，覆盖关系未调整。"),
    _("请从{org}的覆盖单位中移出{school}，并核对相关党员的组织关系。"),
)
_TWO_SCHOOLS = (CoveredFact(11, "L1", "示例村小"), CoveredFact(12, "L2", "示例幼儿园"))
_ONE_SCHOOL = (CoveredFact(11, "L1", "示例村小"), CoveredFact(13, "L1", "示例村小教学点"))


@rule(
    code="ORG-004",
    name=_("联合党支部覆盖关系"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("联合党支部登记的覆盖单位不足两个，或者覆盖了已单独建立党组织的学校。"),
    why=_("联合党支部由两个以上没有单独建立党组织的单位组成，登记应当与这一设置形式一致。"),
    sources=(BY_DEFAULT,),
    gate=Gate.INVARIANT,
    enforcement=Enforcement.REFUSE,
    refusing_variants=frozenset({"b_added"}),
    is_data=True,
    is_waivable=False,
    states=frozenset(OrgState) - {OrgState.DISSOLVED},
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "a": Text(
            _("{org}登记的覆盖单位只有{n}个，与联合党支部的设置形式不一致。"),
            _("请补充登记覆盖单位；只剩一个单位的，按单独设置或者并入其他党组织的方案报批。"),
        ),
        "b": OWN_ORGANIZATION,
        "b_added": OWN_ORGANIZATION,
    },
    passes=Example(
        _("联合党支部覆盖两个没有单独建立党组织的单位。"), school(joint_branch(full=5, covered=_TWO_SCHOOLS))
    ),
    fails=Example(
        _("联合党支部只覆盖一所学校和它自己的教学点。"), school(joint_branch(full=5, covered=_ONE_SCHOOL))
    ),
)
def inconsistent_joint_coverage(org: OrgFact, facts: SchoolFacts) -> Result:
    """A joint branch joins units of two legal persons or more, none with an organisation of its own.

    Only covering a school that has one already is refused: a covered school that founds its own, or a
    unit that closes, must not be held up by the coverage that is to be adjusted next.
    """
    too_few = covers_too_few(org, facts)
    if too_few != PASSED:
        return too_few
    own = [unit for unit in org.covered if unit.own_organization]
    if not own:
        return PASSED
    variant = "b" if all(unit.founded_while_covered for unit in own) else "b_added"
    return warning(variant, school=[u.name for u in own], own_org=[u.own_organization for u in own])


@inconsistent_joint_coverage.at(Gate.FOUNDING, Gate.G1)
def covers_too_few(org: OrgFact, facts: SchoolFacts) -> Result:
    """Founding asks for two units; a unit that has its own organisation is asked about when it is added."""
    if org.type != OrgType.JOINT_BRANCH:
        return NOT_APPLICABLE
    count = len(legal_units(org))
    return warning("a", n=count) if count < LEAST_UNITS else PASSED
