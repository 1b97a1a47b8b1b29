"""What a filing is, passes through, and is done with."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FilingKind(TextChoices):
    """Why a school files its structure."""

    YEARLY = "yearly", _("年度备案")
    CHANGE = "change", _("变更备案")


class FilingState(TextChoices):
    """Where a filing stands."""

    SUBMITTED = "submitted", _("待审核")
    ACCEPTED = "accepted", _("已备案")
    RETURNED = "returned", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤回")
    SUPERSEDED = "superseded", _("已被替代")


class FilingAction(TextChoices):
    """What is done with a filing."""

    SUBMIT = "submit", _("报送")
    ACCEPT = "accept", _("同意备案")
    RETURN = "return", _("退回")
    WITHDRAW = "withdraw", _("撤回")
    SUPERSEDE = "supersede", _("由新的备案替代")
