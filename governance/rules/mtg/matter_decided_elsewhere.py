"""MTG-001 议题归口."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion, Enforcement, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.attested import attested, by_attestation, without_leadership
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import Result, error
from governance.rules.sources import LEADERSHIP_OPINION, text

CODE = "MTG-001"
ORG = branch(full=20)


@rule(
    code=CODE,
    name=_("议题归口"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.ERROR,
    enforcement=Enforcement.REPORT,
    attested_months=12,
    summary=_("应当由党组织会议决定的事项由其他会议决定，或者相反。"),
    why=_("重大问题由党组织会议集体讨论决定，校长办公会议组织实施。"),
    sources=(text(LEADERSHIP_OPINION),),
    texts={
        "": Text(
            _("{attester}{attested_on}核实：{school}有议题没有提交应当决定它的会议（{note}）。"),
            _("请对照两个议事规则核对议题清单，应当由党组织会议决定的重新提交，整改后请{upper}核实。"),
        ),
    },
    passes=Example(
        _("经核实，议题都由应当决定的会议决定。"), school(ORG, attestations=attested(CODE, Conclusion.PASS))
    ),
    fails=Example(
        _("经核实，一项基建议题没有提交党组织会议。"),
        school(ORG, attestations=attested(CODE, Conclusion.FAIL, "一项基建议题由校长办公会议决定")),
    ),
)
def matter_decided_elsewhere(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Asked where the Party organisation leads: there are two meetings to mix up."""
    return without_leadership(facts) or by_attestation(CODE, facts, error)
