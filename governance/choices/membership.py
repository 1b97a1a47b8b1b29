"""Closed lists of values of members. The Chinese labels are the official terms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MembershipKind(TextChoices):
    """How a member belongs to a branch: only the formal one is counted."""

    FORMAL = "formal", _("正式编入")
    TEMPORARY = "temporary", _("临时编入")


class MemberStage(TextChoices):
    """What a person is on a day, as far as the register knows."""

    FULL = "full", _("正式党员")
    PROBATIONARY = "probationary", _("预备党员")
    UNCLEAR = "unclear", _("党员（资料不全）")
    NONE = "none", _("非党员")


class RestrictionKind(TextChoices):
    """Recorded decisions that take away the vote. Shown to entitled users only."""

    PROBATION = "probation", _("留党察看")
    SUSPENSION = "suspension", _("党员权利中止")
