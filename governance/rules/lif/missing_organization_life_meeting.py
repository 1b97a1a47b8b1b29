"""LIF-006 组织生活会."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion, Enforcement, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.attested import attested, by_attestation, without_organization
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import Result, error
from governance.rules.sources import BRANCH_REGULATION, article

CODE = "LIF-006"
ORG = branch(full=20)


@rule(
    code=CODE,
    name=_("组织生活会"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.ERROR,
    enforcement=Enforcement.REPORT,
    attested_months=12,
    summary=_("有党支部一年没有召开组织生活会。"),
    why=_("党支部每年至少召开一次组织生活会，开展批评和自我批评。"),
    sources=(article(BRANCH_REGULATION, _("第十七条")),),
    texts={
        "": Text(
            _("{attester}{attested_on}核实：{school}有党支部一年没有召开组织生活会（{note}）。"),
            _("请安排党支部召开组织生活会，整改后核实。"),
        ),
    },
    passes=Example(
        _("经核实，各党支部都召开了组织生活会。"), school(ORG, attestations=attested(CODE, Conclusion.PASS))
    ),
    fails=Example(
        _("经核实，第二党支部没有召开。"),
        school(ORG, attestations=attested(CODE, Conclusion.FAIL, "第二党支部没有召开")),
    ),
)
def missing_organization_life_meeting(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Asked of schools with an organisation of their own; one answer covers all branches."""
    return without_organization(facts) or by_attestation(CODE, facts, error)
