"""CON-001 评优晋升征求党支部意见."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion, Enforcement, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.attested import attested, by_attestation, without_organization
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import Result, warning
from governance.rules.sources import FROM_ARTICLE

CODE = "CON-001"
ORG = branch(full=20)


@rule(
    code=CODE,
    name=_("评优晋升征求党支部意见"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    attested_months=12,
    summary=_("评先评优、职称评审等公示或者上报以前，没有征求候选人所在党支部的意见。"),
    why=_("党支部最了解身边的人，先听它的意见，推荐才可靠。"),
    sources=(FROM_ARTICLE,),
    texts={
        "": Text(
            _("{attester}{attested_on}核实：{school}评先评优、职称评审等没有先征求党支部意见（{note}）。"),
            _("请在公示或者上报以前书面征求党支部意见，整改后核实。"),
        ),
    },
    passes=Example(
        _("经核实，候选人都有党支部意见。"), school(ORG, attestations=attested(CODE, Conclusion.PASS))
    ),
    fails=Example(
        _("经核实，职称评审没有征求意见。"),
        school(ORG, attestations=attested(CODE, Conclusion.FAIL, "本年度职称评审没有征求意见")),
    ),
)
def unasked_branch(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Asked of schools with an organisation of their own; the lists of candidates are not in the register."""
    return without_organization(facts) or by_attestation(CODE, facts, warning)
