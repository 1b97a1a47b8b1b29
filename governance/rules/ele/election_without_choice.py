"""ELE-002 候选人差额."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion, Enforcement, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.attested import attested, by_attestation, without_term
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import Result, error
from governance.rules.sources import ELECTION_REGULATION, article

CODE = "ELE-002"
ORG = branch(full=20)


@rule(
    code=CODE,
    name=_("候选人差额"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.ERROR,
    enforcement=Enforcement.REPORT,
    is_waivable=False,
    attested_months=36,
    summary=_("委员候选人的差额少于应选人数的百分之二十。"),
    why=_("差额选举让党员有选择，是党内民主的基本形式。"),
    sources=(article(ELECTION_REGULATION, _("第十三条")),),
    texts={
        "": Text(
            _("{attester}{attested_on}核实：{school}最近一次选举委员候选人差额不足（{note}）。"),
            _("请报告{upper}，按规定的差额重新组织选举，整改后核实。"),
        ),
    },
    passes=Example(
        _("经核实，应选5人，候选人6人。"), school(ORG, attestations=attested(CODE, Conclusion.PASS))
    ),
    fails=Example(
        _("经核实，应选5人，候选人也是5人。"),
        school(ORG, attestations=attested(CODE, Conclusion.FAIL, "应选5人，候选人5人")),
    ),
)
def election_without_choice(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Asked of schools with an organisation that serves a term; the ballot papers are not in the register."""
    return without_term(facts) or by_attestation(CODE, facts, error)
