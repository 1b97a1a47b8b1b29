"""LIF-003 党小组会."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion, Enforcement, OrgType, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.attested import attested, by_attestation, without_groups
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, organization, school
from governance.rules.results import Result, warning
from governance.rules.sources import BRANCH_REGULATION, article

CODE = "LIF-003"
ORG = branch(full=20)
GROUP = organization(OrgType.GROUP, superior_id=ORG.id)


@rule(
    code=CODE,
    name=_("党小组会"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    attested_months=6,
    summary=_("党小组没有做到每月召开一次党小组会。"),
    why=_("党小组会落实支部任务，一般每月召开一次。"),
    sources=(article(BRANCH_REGULATION, _("第十三条")),),
    texts={
        "": Text(
            _("{attester}{attested_on}核实：{school}有党小组没有按月召开党小组会（{note}）。"),
            _("请督促党小组按月召开会议，整改后核实。"),
        ),
    },
    passes=Example(
        _("经核实，党小组每月都召开会议。"), school(ORG, GROUP, attestations=attested(CODE, Conclusion.PASS))
    ),
    fails=Example(
        _("经核实，语文组党小组一个月没有召开。"),
        school(ORG, GROUP, attestations=attested(CODE, Conclusion.FAIL, "语文组党小组4月没有召开")),
    ),
)
def too_few_group_meetings(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Asked where the school has party groups."""
    return without_groups(facts) or by_attestation(CODE, facts, warning)
