"""Members join, and move from branch to branch in bulk."""

from django.utils.translation import gettext_lazy as _

from governance.actions.action import ORGANIZATION, Action
from governance.actions.arguments import Argument, Kind
from governance.actions.fitting import takes_members
from governance.domain.members import member_join, member_transfer

ACTIONS = (
    Action(
        "member_transfer",
        _("转入党员…"),
        member_transfer,
        (
            Argument("organization", Kind.ORGANIZATION, _("转入的支部")),
            Argument("people", Kind.PERSON, _("党员"), many=True),
        ),
        on=ORGANIZATION,
        subject="organization",
        own=True,
        fits=takes_members,
        text=_("所选党员的组织关系从现在的支部转到这个支部，党小组不随同。"),
    ),
    Action(
        "member_join",
        _("编入党员…"),
        member_join,
        (
            Argument("organization", Kind.ORGANIZATION, _("支部")),
            Argument("person", Kind.PERSON, _("还没有支部的党员")),
        ),
        on=ORGANIZATION,
        subject="organization",
        own=True,
        fits=takes_members,
    ),
)
