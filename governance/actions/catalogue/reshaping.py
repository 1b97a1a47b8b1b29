"""Found, split, merge, re-type: what needs the decision of the organisation above."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.actions.action import ORGANIZATION, SCHOOL, Action
from governance.actions.arguments import Argument, Kind
from governance.actions.catalogue.organizations import FULL_NAME, SHORT_NAME, SUPERIOR, TYPE, UNITS
from governance.actions.fitting import has_room_below
from governance.choices import Duty, OrgType
from governance.domain.act import Act
from governance.domain.establishing import organization_found
from governance.models import PartyOrganization
from schools.models import Person, School

#: Which argument names the committee member with which duty.
DUTIES = {
    "organization_member": Duty.ORGANIZATION,
    "publicity_member": Duty.PUBLICITY,
    "discipline_member": Duty.DISCIPLINE,
}
TEAM = (
    Argument("secretary", Kind.PERSON, _("书记"), required=False),
    Argument("deputies", Kind.PERSON, _("副书记"), many=True, required=False),
    Argument(
        "committee_seats",
        Kind.NUMBER,
        _("委员会职数"),
        required=False,
        help_text=_("含书记、副书记；不设委员会的不填。"),
    ),
    Argument("organization_member", Kind.PERSON, _("组织委员"), required=False),
    Argument("publicity_member", Kind.PERSON, _("宣传委员"), required=False),
    Argument("discipline_member", Kind.PERSON, _("纪检委员"), required=False),
    Argument("committee", Kind.PERSON, _("其他委员"), many=True, required=False),
)
MEMBERS = Argument("members", Kind.PERSON, _("编入的党员"), many=True, required=False)


def _found(
    *,
    act: Act,
    school: School,
    type: str,  # noqa: A002 -- the field's own name
    committee: tuple[Person, ...] = (),
    **fields: Any,
) -> PartyOrganization:
    """Found the organisation; one person may have two duties, and who leads it is no further member."""
    duties: dict[Person, tuple[Duty, ...]] = {}
    for name, duty in DUTIES.items():
        if (person := fields.pop(name, None)) is not None:
            duties[person] = (*duties.get(person, ()), duty)
    for person in committee:
        duties.setdefault(person, ())
    return organization_found(
        act=act,
        school=school,
        type=OrgType(type),
        approval=act.document,
        committee=tuple(duties.items()),
        **fields,
    )


def _found_below(*, act: Act, parent: PartyOrganization, **fields: Any) -> PartyOrganization:
    return _found(act=act, school=parent.school, parent=parent, **fields)


ACTIONS: tuple[Action, ...] = (
    Action(
        "organization_found",
        _("成立下级党组织"),
        _found_below,
        (
            Argument("parent", Kind.ORGANIZATION, _("上级党组织")),
            Argument("type", Kind.CHOICE, _("类型"), choices=OrgType, initial=OrgType.BRANCH),
            FULL_NAME,
            SHORT_NAME,
            UNITS,
            MEMBERS,
            *TEAM,
        ),
        on=ORGANIZATION,
        subject="parent",
        decides=True,
        paper=True,
        fits=has_room_below,
        text=_("按批复一次完成：成立、编入党员、选出班子并启用。"),
    ),
    Action(
        "organization_found_top",
        _("成立学校党组织"),
        _found,
        (
            Argument("school", Kind.SCHOOL, _("学校")),
            TYPE,
            FULL_NAME,
            SHORT_NAME,
            SUPERIOR,
            UNITS,
            MEMBERS,
            *TEAM,
        ),
        on=SCHOOL,
        subject="school",
        decides=True,
        paper=True,
        text=_("按批复一次完成：成立、编入党员、选出班子并启用。"),
    ),
)
