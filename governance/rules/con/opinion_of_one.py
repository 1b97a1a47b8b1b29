"""CON-006 党支部意见集体形成."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion, Enforcement, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.attested import attested, by_attestation, without_organization
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import Result, warning
from governance.rules.sources import BY_DEFAULT

CODE = "CON-006"
ORG = branch(full=20)


@rule(
    code=CODE,
    name=_("党支部意见集体形成"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    attested_months=12,
    summary=_("党支部的意见没有经过支部委员会会议或者支部党员大会讨论。"),
    why=_("党支部的意见由集体讨论形成，不由一个人决定。"),
    sources=(BY_DEFAULT,),
    texts={
        "": Text(
            _("{attester}{attested_on}核实：{school}有党支部意见没有集体讨论的记录（{note}）。"),
            _("请由支部委员会会议或者支部党员大会讨论形成意见并做好记录，整改后核实。"),
        ),
    },
    passes=Example(
        _("经核实，党支部意见都有会议记录。"), school(ORG, attestations=attested(CODE, Conclusion.PASS))
    ),
    fails=Example(
        _("经核实，一份意见没有会议记录。"),
        school(ORG, attestations=attested(CODE, Conclusion.FAIL, "一份职称评审意见没有会议记录")),
    ),
)
def opinion_of_one(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Asked of schools with an organisation of their own."""
    return without_organization(facts) or by_attestation(CODE, facts, warning)
