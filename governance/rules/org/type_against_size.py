"""ORG-008 组织类型与党员人数."""

from django.utils.translation import gettext_lazy as _

from governance.choices import LEADING_TYPES, Gate, OrgLevel, OrgType, Outcome, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts, is_own
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import general_branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Judgement, Result, passed, warning
from governance.rules.sources import COUNTY_STANDARD, HANDBOOK, local
from governance.rules.vocabulary import about_own_org

_SMALL = general_branch(id=60, full=38, tree_branches=2)
_LARGE = general_branch(id=61, full=112, tree_branches=4)


def type_above_size(subject: SchoolFacts | OrgFact, facts: SchoolFacts, failing: Judgement) -> bool:
    """Tell whether the failing ORG-022 is about an organisation of a higher type than its size explains."""
    org = subject if isinstance(subject, OrgFact) else facts.own_org
    return org is not None and about_own_org(subject, facts, failing) and _above(org, org.tree_all, facts)


@rule(
    code="ORG-008",
    name=_("组织类型与党员人数"),
    subject=SubjectKind.SCHOOL,
    also=(SubjectKind.ORGANIZATION,),
    severity=Severity.WARNING,
    asks_at=frozenset({Gate.FOUNDING, Gate.G1}),
    summary=_("党组织的设置形式低于党员人数对应的一般规模；高于一般规模的，看有没有批准文件。"),
    why=_("党支部、党总支、党委按照工作需要和党员人数经批准设立，形式与规模相称，工作才能落实到支部。"),
    sources=(local(COUNTY_STANDARD), local(HANDBOOK)),
    parameters=("BRANCH_MAX", "GB_FROM", "GB_TO", "GW_FROM"),
    softens_in_adjustment=True,
    silenced_by=(
        Silencer("ORG-034", when=about_own_org),
        Silencer("ORG-005", when=about_own_org),
        Silencer("ORG-022", when=type_above_size),
    ),
    texts={
        "a": Text(
            _("{org}现有党员{n}人，人数已达到一般设立党委的规模，目前设置为党总支。"),
            _(
                "请结合办学规模、工作需要研究是否调整设置形式，报{upper}审批；"
                "经研究维持现有设置的，登记研究意见或者批准文件。"
            ),
        ),
        "approved": Text(_("{org}现有党员{n}人，少于一般设立{type}的规模，已登记成立批复。")),
        "above": Text(
            _("{school}现有党员{n}人，少于一般设立{type}的规模。"),
            _("请说明设立{type}的工作需要，并在启用前登记批准文件；不需要的，按实际人数选择设置形式。"),
        ),
        "below": Text(
            _("{school}现有党员{n}人，超过一般设立{type}的规模。"),
            _("请研究设立党总支或者党委并分设支部的方案；确需设立{type}的，说明理由。"),
        ),
    },
    passes=Example(_("党总支经批复设立，现有党员38人。"), school(_SMALL)),
    fails=Example(_("党总支现有党员112人，没有登记研究意见。"), school(_LARGE)),
)
def type_against_size(subject: SchoolFacts | OrgFact, facts: SchoolFacts) -> Result:
    """The bands overlap on purpose; a type above its size is fine with an approval, else ORG-022 speaks."""
    org = facts.own_org if isinstance(subject, SchoolFacts) else subject
    of_district = org is not None and org.level == OrgLevel.DISTRICT and org.type in LEADING_TYPES
    if org is None or (subject is org and not of_district):
        return NOT_APPLICABLE
    size = org.tree_all
    if _above(org, size, facts):
        evidence = {"n": size, "type": str(org.type.label)}
        return passed("approved", **evidence) if org.approval else _left_to_the_missing_approval()
    if org.type == OrgType.GENERAL_BRANCH and size > facts.params["GB_TO"]:
        return warning("a", n=size)
    return NOT_APPLICABLE if _oversized(org, size, facts) else PASSED


@type_against_size.at(Gate.FOUNDING, Gate.G1)
def founded_against_size(subject: SchoolFacts | OrgFact, facts: SchoolFacts) -> Result:
    """Founding or re-typing against the band asks for a reason; all members at work here count."""
    if not isinstance(subject, OrgFact) or not is_own(subject):
        return NOT_APPLICABLE
    size, evidence = facts.unit_all, {"n": facts.unit_all, "type": str(subject.type.label)}
    if _above(subject, size, facts):
        return warning("above", **evidence)
    return warning("below", **evidence) if _oversized(subject, size, facts) else PASSED


def _above(org: OrgFact, size: int, facts: SchoolFacts) -> bool:
    least: dict[OrgType, int] = {
        OrgType.GENERAL_BRANCH: facts.params["GB_FROM"],
        OrgType.COMMITTEE: facts.params["GW_FROM"],
    }
    return size < least.get(org.type, 0)


def _oversized(org: OrgFact, size: int, facts: SchoolFacts) -> bool:
    most: dict[OrgType, int] = {
        OrgType.BRANCH: facts.params["BRANCH_MAX"],
        OrgType.GENERAL_BRANCH: facts.params["GB_TO"],
    }
    return org.type in most and size > most[org.type]


def _left_to_the_missing_approval() -> Result:
    return Result(Outcome.NOT_APPLICABLE, because="ORG-022")
