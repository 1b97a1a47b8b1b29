"""MTG-005 会前沟通."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion, Enforcement, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.attested import attested, by_attestation, without_leadership
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import Result, error
from governance.rules.sources import LEADERSHIP_OPINION, text

CODE = "MTG-005"
ORG = branch(full=20)


@rule(
    code=CODE,
    name=_("会前沟通"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.ERROR,
    enforcement=Enforcement.REPORT,
    attested_months=12,
    summary=_("重要议题提交会议讨论以前，书记和校长没有沟通并取得一致意见的记录。"),
    why=_("书记、校长会前充分沟通、没有重大分歧，会议才议得成、议得好。"),
    sources=(text(LEADERSHIP_OPINION),),
    texts={
        "": Text(
            _("{attester}{attested_on}核实：{school}有重要议题会前没有沟通（{note}）。"),
            _("请建立会前沟通记录，书记和校长意见一致后再提交会议，整改后请{upper}核实。"),
        ),
    },
    passes=Example(
        _("经核实，重要议题都有会前沟通记录。"), school(ORG, attestations=attested(CODE, Conclusion.PASS))
    ),
    fails=Example(
        _("经核实，两项重要议题没有会前沟通记录。"),
        school(ORG, attestations=attested(CODE, Conclusion.FAIL, "两项重要议题没有会前沟通记录")),
    ),
)
def unconsulted_matter(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Asked where the Party organisation leads."""
    return without_leadership(facts) or by_attestation(CODE, facts, error)
