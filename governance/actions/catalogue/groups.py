"""Leading groups."""

from django.utils.translation import gettext_lazy as _

from governance.actions.action import SCHOOL, Action
from governance.actions.arguments import Argument, Kind
from governance.choices import GroupType
from governance.domain.leading_groups import leading_group_set_up

ACTIONS = (
    Action(
        "leading_group_set_up",
        _("成立领导小组"),
        leading_group_set_up,
        (
            Argument("school", Kind.SCHOOL, _("学校")),
            Argument("name", Kind.TEXT, _("名称")),
            Argument("types", Kind.CHOICE, _("类型"), many=True, choices=GroupType),
            Argument("heads", Kind.PERSON, _("组长"), many=True, required=False),
            Argument("deputies", Kind.PERSON, _("副组长"), many=True, required=False),
            Argument("members", Kind.PERSON, _("成员"), many=True, required=False),
        ),
        on=SCHOOL,
        subject="school",
    ),
)
