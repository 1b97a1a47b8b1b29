"""Where a request for a waiver stands, and what is done with it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WaiverState(TextChoices):
    """Where a request for a waiver stands; whether a granted one still counts is a question of the day."""

    ASKED = "asked", _("待审批")
    RETURNED = "returned", _("退回补充")
    GRANTED = "granted", _("已同意")
    REFUSED = "refused", _("不予同意")
    WITHDRAWN = "withdrawn", _("已撤回")
    REVOKED = "revoked", _("提前终止")


class WaiverAction(TextChoices):
    """What people do with a request for a waiver."""

    ASK = "ask", _("申请")
    AMEND = "amend", _("补充后重新提交")
    WITHDRAW = "withdraw", _("撤回")
    GRANT = "grant", _("同意")
    REFUSE = "refuse", _("不予同意")
    RETURN = "return", _("退回补充")
    RENEW = "renew", _("申请续期")
    REVOKE = "revoke", _("提前终止")
