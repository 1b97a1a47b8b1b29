"""Where a rectification notice stands, and what is done with it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoticeState(TextChoices):
    """From the first draft until everything it asks for is done."""

    DRAFT = "draft", _("拟稿")
    ISSUED = "issued", _("已下发，待签收")
    RECEIVED = "received", _("已签收，待回复")
    ANSWERED = "answered", _("已回复，待审核")
    SETTLED = "settled", _("已办结")
    REVOKED = "revoked", _("已撤销")
    DISCARDED = "discarded", _("已作废")


class NoticeAction(TextChoices):
    """What is done with a notice."""

    EDIT = "edit", _("修改")
    ISSUE = "issue", _("下发")
    DISCARD = "discard", _("作废")
    RECEIVE = "receive", _("签收")
    ANSWER = "answer", _("回复")
    DETACH = "detach", _("删除佐证材料")
    RETURN = "return", _("退回重报")
    SETTLE = "settle", _("办结")
    REVOKE = "revoke", _("撤销")
    COMMENT = "comment", _("留言")


#: States in which a notice is the business of those who draw it up alone.
PRIVATE_STATES = (NoticeState.DRAFT, NoticeState.DISCARDED)
#: States in which what a notice names is being dealt with.
LIVING_STATES = (NoticeState.DRAFT, NoticeState.ISSUED, NoticeState.RECEIVED, NoticeState.ANSWERED)
