"""LIF-001 支部党员大会."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion, Enforcement, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.attested import attested, by_attestation, without_organization
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import Result, warning
from governance.rules.sources import BRANCH_REGULATION, article

CODE = "LIF-001"
ORG = branch(full=20)


@rule(
    code=CODE,
    name=_("支部党员大会"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    attested_months=6,
    summary=_("有党支部没有做到每季度召开一次支部党员大会。"),
    why=_("支部党员大会是支部议事决策的会议，一般每季度召开一次。"),
    sources=(
        article(BRANCH_REGULATION, _("第十一条")),
        article(BRANCH_REGULATION, _("第十六条")),
    ),
    texts={
        "": Text(
            _("{attester}{attested_on}核实：{school}有党支部没有按季度召开支部党员大会（{note}）。"),
            _("请督促党支部按期召开支部党员大会并做好记录，整改后核实。"),
        ),
    },
    passes=Example(
        _("经核实，各党支部每季度都召开了支部党员大会。"),
        school(ORG, attestations=attested(CODE, Conclusion.PASS)),
    ),
    fails=Example(
        _("经核实，第一党支部一个季度没有召开。"),
        school(ORG, attestations=attested(CODE, Conclusion.FAIL, "第一党支部第二季度没有召开")),
    ),
)
def too_few_member_meetings(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Asked of schools with an organisation of their own; one answer covers all branches."""
    return without_organization(facts) or by_attestation(CODE, facts, warning)
