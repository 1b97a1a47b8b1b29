"""ORG-002 党员不足3人未覆盖."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Severity, SubjectKind
from governance.facts import SchoolFacts, exactly
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import joint_branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, info, unknown
from governance.rules.sources import BRANCH_REGULATION, COUNTY_STANDARD, article, local
from governance.rules.vocabulary import about_own_org
from schools.choices import SchoolState


@rule(
    code="ORG-002",
    name=_("党员不足3人未覆盖"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.ERROR,
    summary=_("学校有党员但正式党员不足3人，没有由联合党支部覆盖，也没有登记挂靠的党组织。"),
    why=_("正式党员不足3人的单位，应当与邻近单位成立联合党支部，使每名党员都编入一个支部。"),
    sources=(article(BRANCH_REGULATION, _("第五条")), local(COUNTY_STANDARD)),
    parameters=("MIN_FULL_BRANCH",),
    is_waivable=False,
    silenced_by=(Silencer("ORG-001"), Silencer("ORG-007", when=about_own_org)),
    texts={
        "": Text(
            _(
                "{school}现有党员{n_all}人（其中正式党员{n_full}人），"
                "尚未纳入联合党支部，也未登记挂靠的党组织。"
            ),
            _(
                "请按照地域相邻、行业相近、规模适当、便于管理的原则，与邻近学校商议组建或者加入联合党支部；"
                "确需挂靠乡镇（街道）、村（社区）党组织的，登记挂靠的党组织和批准文件。"
            ),
        ),
    },
    passes=Example(
        _("学校有党员2人，由正常运行的联合党支部覆盖。"),
        school(unit_full=exactly(2), unit_all=2, joint=joint_branch(id=50)),
    ),
    fails=Example(
        _("学校有党员2人，覆盖它的联合党支部上月已撤销。"), school(unit_full=exactly(2), unit_all=2)
    ),
)
def uncovered_members(school: SchoolFacts, facts: SchoolFacts) -> Result:
    """A lone probationary member is to be covered too."""
    least = facts.params["MIN_FULL_BRANCH"]
    if school.state != SchoolState.ACTIVE or school.is_legal_person is False or school.own_org is not None:
        return NOT_APPLICABLE
    if school.unit_all == 0 or school.unit_full.lo >= least:
        return NOT_APPLICABLE
    if school.joint is not None or school.attached_to:
        return PASSED
    if school.unit_full.at_least(least) is None:
        return unknown(_("党员政治面貌和转正日期"))
    if school.is_legal_person is None:
        return unknown(_("法人资格"))
    under_way = school.pending_org is not None or school.pending_joint is not None
    finding = info if under_way else error
    return finding(n_all=school.unit_all, n_full=school.unit_full.lo)
