"""ELE-004 候选人预备人选报批."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion, Enforcement, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.attested import attested, by_attestation, without_term
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import Result, error
from governance.rules.sources import ELECTION_REGULATION, article

CODE = "ELE-004"
ORG = branch(full=20)


@rule(
    code=CODE,
    name=_("候选人预备人选报批"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.ERROR,
    enforcement=Enforcement.REPORT,
    is_waivable=False,
    attested_months=36,
    summary=_("选举以前，候选人预备人选没有报上级党组织审查。"),
    why=_("候选人预备人选经上级党组织审查，选举才合乎程序。"),
    sources=(article(ELECTION_REGULATION, _("第十四条")),),
    texts={
        "": Text(
            _("{attester}{attested_on}核实：{school}最近一次选举候选人预备人选没有报批（{note}）。"),
            _("请向{upper}说明情况，按要求补办或者重新选举，整改后核实。"),
        ),
    },
    passes=Example(
        _("经核实，候选人预备人选选举以前已经批复。"),
        school(ORG, attestations=attested(CODE, Conclusion.PASS)),
    ),
    fails=Example(
        _("经核实，选举以前没有批复。"),
        school(ORG, attestations=attested(CODE, Conclusion.FAIL, "选举以前没有收到批复")),
    ),
)
def unapproved_candidates(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Asked of schools with an organisation that serves a term."""
    return without_term(facts) or by_attestation(CODE, facts, error)
