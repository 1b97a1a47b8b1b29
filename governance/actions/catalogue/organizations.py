"""Organisations: draft, submit, rename, move, dissolve."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.actions.action import ORGANIZATION, SCHOOL, Action
from governance.actions.arguments import Argument, Kind
from governance.actions.fitting import exists, has_room_below, is_draft
from governance.choices import OrgKind, OrgType
from governance.domain.act import Act
from governance.domain.founding import organization_draft, organization_submit
from governance.domain.structure import organization_dissolve, organization_move, organization_rename
from governance.models import PartyOrganization

OWN = Argument("organization", Kind.ORGANIZATION, _("党组织"))
FULL_NAME = Argument("full_name", Kind.TEXT, _("全称"))
SHORT_NAME = Argument("short_name", Kind.TEXT, _("简称"), required=False)
UNITS = Argument("host_units", Kind.UNIT, _("依托单元"), many=True, required=False)
TYPE = Argument("type", Kind.CHOICE, _("类型"), choices=OrgType)
SUPERIOR = Argument("superior", Kind.ORGANIZATION, _("校外上级党组织"), required=False)


def _draft(*, act: Act, parent: PartyOrganization, type: str, **fields: Any) -> PartyOrganization:  # noqa: A002
    return organization_draft(act=act, school=parent.school, parent=parent, type=OrgType(type), **fields)


def _draft_top(*, act: Act, school: Any, type: str, **fields: Any) -> PartyOrganization:  # noqa: A002
    return organization_draft(act=act, school=school, type=OrgType(type), **fields)


def _dissolve(*, act: Act, organization: PartyOrganization) -> PartyOrganization:
    return organization_dissolve(act=act, organization=organization, document=act.document)


ACTIONS = (
    Action(
        "organization_draft",
        _("增设下级党组织（起草申请）"),
        _draft,
        (
            Argument("parent", Kind.ORGANIZATION, _("上级党组织")),
            Argument("type", Kind.CHOICE, _("类型"), choices=OrgType, initial=OrgType.BRANCH),
            FULL_NAME,
            SHORT_NAME,
            UNITS,
        ),
        on=ORGANIZATION,
        subject="parent",
        planned=False,
        key="n",
        fits=has_room_below,
        text=_("先起草，提交后由上级党组织批复；批复之前不列入统计。"),
    ),
    Action(
        "organization_draft_top",
        _("设立学校党组织（起草申请）"),
        _draft_top,
        (
            Argument("school", Kind.SCHOOL, _("学校")),
            TYPE,
            Argument("kind", Kind.CHOICE, _("类别"), choices=OrgKind, required=False),
            FULL_NAME,
            SHORT_NAME,
            SUPERIOR,
            Argument("external_superior", Kind.TEXT, _("系统外上级党组织"), required=False),
            UNITS,
        ),
        on=SCHOOL,
        subject="school",
        planned=False,
        key="n",
        text=_("先起草，提交后由上级党组织批复；批复之前不列入统计。"),
    ),
    Action(
        "organization_submit",
        _("提交设立申请"),
        organization_submit,
        (OWN,),
        on=ORGANIZATION,
        subject="organization",
        planned=False,
        fits=is_draft,
    ),
    Action(
        "organization_rename",
        _("更名"),
        organization_rename,
        (OWN, FULL_NAME, SHORT_NAME),
        on=ORGANIZATION,
        subject="organization",
        key="r",
        fits=exists,
    ),
    Action(
        "organization_move",
        _("移动到…"),
        organization_move,
        (OWN, Argument("parent", Kind.ORGANIZATION, _("新的上级党组织"))),
        on=ORGANIZATION,
        subject="organization",
        text=_("下级党组织随同移动，党员和职务不变。"),
        key="m",
        fits=exists,
    ),
    Action(
        "organization_dissolve",
        _("撤销…"),
        _dissolve,
        (OWN,),
        on=ORGANIZATION,
        subject="organization",
        paper=True,
        grave=True,
        key="Delete",
        fits=exists,
        text=_("撤销前应当转出全部党员、免去职务、安排好下级党组织。"),
    ),
)
