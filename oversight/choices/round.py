"""What a round is, passes through, and is done with; and the same of each school in it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundKind(TextChoices):
    """What a round is for."""

    SPECIAL = "special", _("专项检查")
    ANNUAL = "annual", _("年度核查")


class RoundState(TextChoices):
    """Where a round stands."""

    DRAFT = "draft", _("草拟")
    OPEN = "open", _("进行中")
    CLOSED = "closed", _("已办结")
    CANCELLED = "cancelled", _("已取消")


class RoundAction(TextChoices):
    """What is done with a round."""

    EDIT = "edit", _("修改")
    OPEN = "open", _("下发")
    EXTEND = "extend", _("延期")
    CLOSE = "close", _("办结")
    CANCEL = "cancel", _("取消")


class ClosingState(TextChoices):
    """How far the closing of a large round has come; once it is done there is none any more."""

    QUEUED = "queued", _("排队中")
    RUNNING = "running", _("办结中")
    FAILED = "failed", _("没有完成")


class Choosing(TextChoices):
    """How the schools of a round are chosen."""

    ALL = "all", _("本地全部学校")
    FILTER = "filter", _("按下面的条件")
    TICKED = "ticked", _("逐校勾选")


class AnswerState(TextChoices):
    """Where the answer of one school stands."""

    WAITING = "waiting", _("待上报")
    REPORTED = "reported", _("已上报")
    RETURNED = "returned", _("已退回")
    ACCEPTED = "accepted", _("已认可")
    EXEMPT = "exempt", _("不需上报")


class AnswerAction(TextChoices):
    """What is done with the answer of one school."""

    NOTE = "note", _("填写说明")
    REPORT = "report", _("上报")
    WITHDRAW = "withdraw", _("撤回")
    ACCEPT = "accept", _("认可")
    RETURN = "return", _("退回")
    REMIND = "remind", _("催报")


class Now(TextChoices):
    """What has become of a finding since the round was opened."""

    STILL = "still", _("仍未消除")
    MENDED = "mended", _("已消除")
    WAIVED = "waived", _("已豁免")
    NEW = "new", _("新出现")
