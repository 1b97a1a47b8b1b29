"""One branch becomes several, several become one, an organisation becomes another type."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.actions.action import ORGANIZATION, Action
from governance.actions.arguments import Argument, Kind
from governance.actions.catalogue.organizations import FULL_NAME, OWN, SHORT_NAME
from governance.actions.fitting import changes_type, is_inner_branch
from governance.choices import OrgType
from governance.domain.act import Act
from governance.domain.merging import organization_merge
from governance.domain.retyping import organization_retype
from governance.domain.splitting import organization_split
from governance.models import PartyOrganization

SEATS = Argument(
    "committee_seats",
    Kind.NUMBER,
    _("委员会职数"),
    required=False,
    help_text=_("含书记、副书记；不变的不填。"),
)


def _split(*, act: Act, organization: PartyOrganization, **told: Any) -> list[PartyOrganization]:
    return organization_split(act=act, organization=organization, approval=act.document, **told)


def _merge(
    *,
    act: Act,
    organization: PartyOrganization,
    others: tuple[PartyOrganization, ...],
    founds_new: bool = False,
    **told: Any,
) -> PartyOrganization:
    """Merge others into the branch the action stands on, or all of them into a new one."""
    return organization_merge(
        act=act,
        organizations=(organization, *others),
        approval=act.document,
        into=None if founds_new else organization,
        **told,
    )


def _retype(
    *,
    act: Act,
    organization: PartyOrganization,
    type: str,  # noqa: A002 -- the field's own name
    **told: Any,
) -> PartyOrganization:
    return organization_retype(
        act=act, organization=organization, type=OrgType(type), approval=act.document, **told
    )


ACTIONS = (
    Action(
        "organization_split",
        _("拆分支部…"),
        _split,
        (
            OWN,
            Argument("keeps", Kind.FLAG, _("原支部保留，其余部分另设支部"), required=False),
            Argument("parts", Kind.BRANCHES, _("新设的支部")),
            Argument("staying", Kind.PERSON, _("留在原支部的党员"), many=True, required=False),
        ),
        on=ORGANIZATION,
        subject="organization",
        decides=True,
        paper=True,
        fits=is_inner_branch,
        text=_("党员随所在单元编入新的支部；单元不能确定的，在各部分里指定。原支部不保留的，同时撤销。"),
    ),
    Action(
        "organization_merge",
        _("合并支部…"),
        _merge,
        (
            OWN,
            Argument("others", Kind.ORGANIZATION, _("一并合并的支部"), many=True),
            Argument(
                "founds_new",
                Kind.FLAG,
                _("合并后新设支部"),
                required=False,
                help_text=_("不选的，并入本支部，班子和届次不变。"),
            ),
            Argument("full_name", Kind.TEXT, _("合并后的全称"), required=False),
            SHORT_NAME,
            Argument("secretary", Kind.PERSON, _("新设支部的书记"), required=False),
            SEATS,
        ),
        on=ORGANIZATION,
        subject="organization",
        decides=True,
        paper=True,
        fits=is_inner_branch,
        text=_("党员、党小组和依托单元一并转入，被合并的支部同时撤销。"),
    ),
    Action(
        "organization_retype",
        _("改设类型…"),
        _retype,
        (
            OWN,
            Argument("type", Kind.CHOICE, _("改设为"), choices=OrgType),
            FULL_NAME,
            SHORT_NAME,
            SEATS,
            Argument("branches", Kind.BRANCHES, _("下设的支部"), required=False),
        ),
        on=ORGANIZATION,
        subject="organization",
        decides=True,
        paper=True,
        fits=changes_type,
        text=_("班子和届次延续。支部改设党总支的，党员编入下设的支部。"),
    ),
)
