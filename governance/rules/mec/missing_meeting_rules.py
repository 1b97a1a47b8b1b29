"""MEC-001 两个议事规则."""

from django.utils.translation import gettext_lazy as _

from governance.choices import DocumentKind, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.leadership import not_switched
from governance.rules.results import PASSED, Result, warning
from governance.rules.sources import LEADERSHIP_OPINION, text

ORG = branch(full=20)


@rule(
    code="MEC-001",
    name=_("两个议事规则"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    summary=_("实施党组织领导的校长负责制的学校，没有登记党组织会议议事规则或者校长办公会议议事规则。"),
    why=_("党组织会议和校长办公会议各自议什么、怎样议，要有成文的规则。"),
    sources=(text(LEADERSHIP_OPINION),),
    texts={
        "": Text(_("{school}尚未登记{missing}。"), _("请研究制定议事规则，登记文件名称和印发日期。")),
    },
    passes=Example(_("两个议事规则都已登记。"), school(ORG)),
    fails=Example(_("只登记了党组织会议议事规则。"), school(ORG, has_principal_meeting_rules=False)),
)
def missing_meeting_rules(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """The two sets of rules are asked for from the day of the switch."""
    if (outside := not_switched(facts)) is not None:
        return outside
    present = {
        DocumentKind.PARTY_MEETING_RULES: facts.has_party_meeting_rules,
        DocumentKind.PRINCIPAL_MEETING_RULES: facts.has_principal_meeting_rules,
    }
    missing = [str(kind.label) for kind, is_there in present.items() if not is_there]
    return warning(missing=missing) if missing else PASSED
