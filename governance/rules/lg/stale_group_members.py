"""LG-007 领导小组成员有效."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Enforcement, GroupType, Severity, SubjectKind
from governance.facts import GroupFact, SchoolFacts
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, group, school
from governance.rules.leadership import out_of_reach
from governance.rules.results import PASSED, Result, warning
from governance.rules.sources import BY_DEFAULT

ORG = branch(full=20)


@rule(
    code="LG-007",
    name=_("领导小组成员有效"),
    subject=SubjectKind.GROUP,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    is_data=True,
    summary=_("领导小组的成员已经离校，或者因职务列入而该职务已经终止。"),
    why=_("组成人员变动后不及时调整，领导小组的工作无人负责。"),
    sources=(BY_DEFAULT,),
    texts={
        "": Text(_("{group}有{n}名成员的任职或者工作关系已终止。"), _("请调整组成人员并登记调整文件。")),
    },
    passes=Example(
        _("书记调离当天已由继任者接任组长。"), school(ORG, groups=(group(GroupType.IDEOLOGY, head_ids=(1,)),))
    ),
    fails=Example(
        _("已经调离的书记仍是组长。"),
        school(
            ORG,
            groups=(group(GroupType.IDEOLOGY, head_ids=(1,), stale_members=1, stale_head_ids=(1,)),),
        ),
    ),
)
def stale_group_members(group: GroupFact, facts: SchoolFacts) -> Result:
    """Members from outside the school, such as parents, are not counted as stale."""
    if (outside := out_of_reach(facts)) is not None:
        return outside
    return warning(n=group.stale_members) if group.stale_members else PASSED
