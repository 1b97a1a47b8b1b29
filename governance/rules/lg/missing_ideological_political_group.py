"""LG-001 思想政治工作领导小组."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Enforcement, GroupType, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.declaration import Example, rule
from governance.rules.examples import branch, group, school
from governance.rules.leading_groups import MISSING_GROUP, missing_group
from governance.rules.results import Result
from governance.rules.sources import FROM_ARTICLE

ORG = branch(full=20)
TYPE = GroupType.IDEOLOGICAL_POLITICAL


@rule(
    code="LG-001",
    name=_("思想政治工作领导小组"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    summary=_("实施党组织领导的校长负责制的学校，没有登记思想政治工作领导小组。"),
    why=_("领导小组是党组织统一领导思想政治工作的抓手。"),
    sources=(FROM_ARTICLE,),
    parameters=("ALIGN_DAYS",),
    texts={"": MISSING_GROUP},
    passes=Example(
        _("一个领导小组同时负责思想政治和意识形态工作。"),
        school(ORG, groups=(group(TYPE, GroupType.IDEOLOGY),)),
    ),
    fails=Example(_("思想政治工作领导小组2022年已经撤销，没有新的。"), school(ORG)),
)
def missing_ideological_political_group(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """One group may carry several types."""
    return missing_group(TYPE, facts)
