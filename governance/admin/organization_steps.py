"""The buttons on the page of an organisation."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.admin.steps import Step
from governance.choices import LEADING_TYPES, LIVE_STATES, STATE_MOVES, OrgState, OrgType
from governance.domain.act import Act
from governance.domain.founding import (
    organization_activate,
    organization_approve,
    organization_return,
    organization_submit,
)
from governance.domain.retyping import organization_retype
from governance.domain.structure import organization_adjust, organization_dissolve, organization_settle
from governance.forms.steps import AdjustForm, ApprovalForm, DissolveForm, RetypeForm
from governance.models import PartyOrganization


def _may_enter(state: OrgState, *unless: OrgState) -> Callable[[Any], bool]:
    """Return whether an organisation may move to ``state``, unless it is in one of ``unless``."""
    return lambda org: state in STATE_MOVES[OrgState(org.state)] and org.state not in unless


def _other_type(org: PartyOrganization) -> OrgType:
    """Return what a 党总支 or 党委 is re-typed to."""
    return OrgType.GENERAL_BRANCH if org.type == OrgType.COMMITTEE else OrgType.COMMITTEE


def _retype(act: Act, org: PartyOrganization, data: dict[str, Any]) -> PartyOrganization:
    return organization_retype(
        act=act,
        organization=org,
        type=_other_type(org),
        full_name=data["full_name"],
        short_name=data["short_name"],
        committee_seats=data["committee_seats"],
        approval=act.document,
    )


STEPS = (
    Step(
        "submit",
        _("报批"),
        lambda act, org, _data: organization_submit(act=act, organization=org),
        offered=_may_enter(OrgState.SUBMITTED),
        text=_("提出设立申请。批复之前，名称和设置方案不再修改。"),
    ),
    Step(
        "approve",
        _("登记批复"),
        lambda act, org, _data: organization_approve(act=act, organization=org, approval=act.document),
        form=ApprovalForm,
        offered=_may_enter(OrgState.PREPARING),
        decides=True,
        text=_("登记上级党组织同意设立的批复。此后可以选举班子、编入党员，准备启用。"),
    ),
    Step(
        "return",
        _("退回"),
        lambda act, org, _data: organization_return(act=act, organization=org),
        offered=_may_enter(OrgState.DRAFT),
        decides=True,
        text=_("退回草稿，由学校修改后重新报批。"),
    ),
    Step(
        "activate",
        _("启用"),
        lambda act, org, _data: organization_activate(act=act, organization=org),
        offered=_may_enter(OrgState.ACTIVE, OrgState.ADJUSTING),
        text=_("投入正常运行。系统将核对党员人数、批复、届次、委员会、书记和隶属关系。"),
    ),
    Step(
        "adjust",
        _("进入调整"),
        lambda act, org, _data: organization_adjust(act=act, organization=org, document=act.document),
        form=AdjustForm,
        offered=_may_enter(OrgState.ADJUSTING),
        text=_("按照文件变更类型、拆分、合并或者调整隶属关系期间，结构方面的问题只作提示。"),
    ),
    Step(
        "settle",
        _("办结调整"),
        lambda act, org, _data: organization_settle(act=act, organization=org),
        offered=_may_enter(OrgState.ACTIVE, OrgState.PREPARING),
        text=_("调整办理完毕，恢复正常运行。"),
    ),
    Step(
        "retype",
        _("变更类型"),
        _retype,
        form=RetypeForm,
        offered=lambda org: org.type in LEADING_TYPES and org.state in LIVE_STATES,
        decides=True,
        text=_("党总支改设党委，或者党委改设党总支。下设支部、班子和任期由新的组织承接，原组织同日撤销。"),
    ),
    Step(
        "dissolve",
        _("撤销"),
        lambda act, org, _data: organization_dissolve(act=act, organization=org, document=act.document),
        form=DissolveForm,
        offered=_may_enter(OrgState.DISSOLVED),
        text=_("撤销之前，党员应当全部转出，下级组织和任职应当办理完毕。"),
        grave=True,
    ),
)
