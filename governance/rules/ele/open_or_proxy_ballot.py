"""ELE-005 无记名投票."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion, Enforcement, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.attested import attested, by_attestation, without_term
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import Result, error
from governance.rules.sources import ELECTION_REGULATION, article

CODE = "ELE-005"
ORG = branch(full=20)


@rule(
    code=CODE,
    name=_("无记名投票"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.ERROR,
    enforcement=Enforcement.REPORT,
    is_waivable=False,
    attested_months=36,
    summary=_("选举没有采用无记名投票，或者有人代替没有到会的党员投票。"),
    why=_("无记名、不代投，选举人的意愿才是自己的。"),
    sources=(article(ELECTION_REGULATION, _("第二十四条")),),
    texts={
        "": Text(
            _("{attester}{attested_on}核实：{school}最近一次选举的投票方式不合规定（{note}）。"),
            _("请报告{upper}，重新组织投票，整改后核实。"),
        ),
    },
    passes=Example(
        _("经核实，选举采用无记名投票，没有代投。"), school(ORG, attestations=attested(CODE, Conclusion.PASS))
    ),
    fails=Example(
        _("经核实，有人代替没有到会的党员投票。"),
        school(ORG, attestations=attested(CODE, Conclusion.FAIL, "有2张选票是代投")),
    ),
)
def open_or_proxy_ballot(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Asked of schools with an organisation that serves a term."""
    return without_term(facts) or by_attestation(CODE, facts, error)
