"""LIF-002 支部委员会会议."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion, Enforcement, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.attested import attested, by_attestation, without_committee
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school, term
from governance.rules.results import Result, warning
from governance.rules.sources import BRANCH_REGULATION, article

CODE = "LIF-002"
ORG = branch(full=20, term=term(committee_seats=3))


@rule(
    code=CODE,
    name=_("支部委员会会议"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    attested_months=6,
    summary=_("设支部委员会的党支部没有做到每月召开一次支部委员会会议。"),
    why=_("支部日常工作由支部委员会讨论决定，一般每月召开一次会议。"),
    sources=(article(BRANCH_REGULATION, _("第十二条")),),
    texts={
        "": Text(
            _("{attester}{attested_on}核实：{school}有支部委员会没有按月召开会议（{note}）。"),
            _("请督促支部委员会按月召开会议并做好记录，整改后核实。"),
        ),
    },
    passes=Example(
        _("经核实，支部委员会每月都召开会议。"), school(ORG, attestations=attested(CODE, Conclusion.PASS))
    ),
    fails=Example(
        _("经核实，有两个月没有召开会议。"),
        school(ORG, attestations=attested(CODE, Conclusion.FAIL, "3月和4月没有召开会议")),
    ),
)
def too_few_committee_meetings(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Asked where an organisation of the school has a committee."""
    return without_committee(facts) or by_attestation(CODE, facts, warning)
