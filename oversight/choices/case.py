"""Where the work on a finding stands, and what people do about it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseState(TextChoices):
    """The last two are never people's doing: the rules close a finding, a waiver lays it aside."""

    PENDING = "pending", _("待整改")
    EXPLAINED = "explained", _("已说明，待阅")
    CLAIMED = "claimed", _("待复核")
    NOTED = "noted", _("已阅，继续整改")
    RETURNED = "returned", _("退回整改")
    CLOSED = "closed", _("已消除")
    WAIVED = "waived", _("已豁免")


class CaseAction(TextChoices):
    """What is done about a finding. None of it closes one."""

    ASSIGN = "assign", _("确定责任人")
    DUE = "due", _("设定整改期限")
    EXPLAIN = "explain", _("说明情况")
    CLAIM = "claim", _("已整改，请复核")
    NOTE = "note", _("阅知")
    RETURN = "return", _("退回整改")
    REMIND = "remind", _("提醒")
    COMMENT = "comment", _("留言")
    ATTACH = "attach", _("上传佐证材料")
    DETACH = "detach", _("删除佐证材料")


#: While the rule fails and nobody waived it.
WORKING_STATES = frozenset(CaseState) - {CaseState.CLOSED, CaseState.WAIVED}
#: What waits for who decides above the school.
TO_BE_LOOKED_AT = frozenset({CaseState.EXPLAINED, CaseState.CLAIMED})
