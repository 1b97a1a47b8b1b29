"""What the rules on the three leading groups share."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from governance.choices import GroupType
from governance.facts import SchoolFacts
from governance.rules.declaration import Text
from governance.rules.leadership import out_of_reach
from governance.rules.results import PASSED, Result, info, warning

MISSING_GROUP = Text(
    _("{school}未登记{type}工作领导小组。"),
    _("请由学校党组织研究成立（可以与相关领导小组合并设置），登记成立文件和组成人员。"),
)


def missing_group(type: GroupType, facts: SchoolFacts) -> Result:  # noqa: A002 -- the field's own name
    """Judge whether the school has a leading group of ``type``: a hint in the first days of the system."""
    if (outside := out_of_reach(facts)) is not None:
        return outside
    if any(type in group.types for group in facts.groups):
        return PASSED
    # The activation of a new organisation does not start the days again: the groups are the school's.
    begun = facts.system_from
    recent = begun is not None and facts.on <= begun + timedelta(days=facts.params["ALIGN_DAYS"])
    return (info if recent else warning)(type=str(type.label))
