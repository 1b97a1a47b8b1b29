"""Closed lists of values of plans. The Chinese labels are the official terms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanState(TextChoices):
    """Where a plan stands between the first draft and the day it holds."""

    DRAFT = "draft", _("起草")
    SUBMITTED = "submitted", _("待批")
    RETURNED = "returned", _("退回修改")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("不予批准")
    PUBLISHED = "published", _("已实施")
    DISCARDED = "discarded", _("已作废")


class PlanAction(TextChoices):
    """What people, or the register itself, do with a plan."""

    EDIT = "edit", _("修改")
    SHARE = "share", _("公开讨论")
    COMMENT = "comment", _("留言")
    SUBMIT = "submit", _("提交")
    WITHDRAW = "withdraw", _("撤回")
    APPROVE = "approve", _("批准")
    RETURN = "return", _("退回")
    REFUSE = "refuse", _("不予批准")
    VOID = "void", _("批准失效")
    PUBLISH = "publish", _("实施")
    FAIL = "fail", _("实施失败")
    DISCARD = "discard", _("作废")
