"""Where a statement about a rule that people attest stands, and what is done with it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StatementState(TextChoices):
    """Where a statement stands; only a confirmed one is an attestation."""

    HANDED_IN = "handed_in", _("待确认")
    RETURNED = "returned", _("退回补充")
    CONFIRMED = "confirmed", _("已确认")
    WITHDRAWN = "withdrawn", _("已撤回")


class StatementAction(TextChoices):
    """What people do with a statement."""

    HAND_IN = "hand_in", _("学校自查上报")
    AMEND = "amend", _("补充后重新上报")
    WITHDRAW = "withdraw", _("撤回")
    CONFIRM = "confirm", _("确认")
    RETURN = "return", _("退回补充")
    ATTEST = "attest", _("直接核实")
