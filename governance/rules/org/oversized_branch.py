"""ORG-005 支部党员人数."""

from django.utils.translation import gettext_lazy as _

from governance.choices import BRANCH_TYPES, OrgLevel, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Judgement, Result, warning
from governance.rules.sources import BRANCH_REGULATION, article
from governance.rules.vocabulary import approver


def only_branch_of_its_superior(org: OrgFact, facts: SchoolFacts, failing: Judgement) -> bool:
    """Tell whether the failing ORG-011 is about the organisation directly above, with this branch alone."""
    superior = facts.superior(org)
    return superior is not None and failing.subject_id == superior.id and superior.tree_branches == 1


@rule(
    code="ORG-005",
    name=_("支部党员人数"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("支部党员（含预备党员）超过一般不超过的人数。"),
    why=_("支部人数过多，组织生活不便开展，党员教育管理难以落到每个人。"),
    sources=(article(BRANCH_REGULATION, _("第四条")),),
    parameters=("BRANCH_MAX",),
    softens_in_adjustment=True,
    silenced_by=(Silencer("ORG-034"), Silencer("ORG-011", when=only_branch_of_its_superior)),
    texts={
        "": Text(
            _("{org}现有党员{n}人，超过支部党员一般不超过{max}人的要求。"),
            _("请结合年级组、学科组、行政组等单元研究分设支部，报{approver}审批。"),
        ),
        "school": Text(
            _("{org}现有党员{n}人，超过支部党员一般不超过{max}人的要求。"),
            _(
                "请研究设立党总支或者党委并分设支部的方案，报{upper}审批；确需继续保留支部设置的，附批准文件登记说明。"
            ),
        ),
    },
    passes=Example(_("支部有党员50人。"), school(branch(full=50))),
    fails=Example(_("支部有正式党员48人、预备党员3人，共51人。"), school(branch(full=48, own_all=51))),
)
def oversized_branch(org: OrgFact, facts: SchoolFacts) -> Result:
    """The 50 cap counts all members, probationary ones included."""
    if org.type not in BRANCH_TYPES:
        return NOT_APPLICABLE
    most = facts.params["BRANCH_MAX"]
    if org.own_all <= most:
        return PASSED
    if org.level == OrgLevel.SCHOOL:
        return warning("school", n=org.own_all, max=most)
    return warning(n=org.own_all, max=most, approver=approver(org, facts))
