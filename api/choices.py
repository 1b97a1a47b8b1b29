"""Closed lists of values of the API."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a token may be used for; whatever its owner may not do, it may not either."""

    READ = "read", _("读取")
    WRITE = "write", _("办理")
    DECIDE = "decide", _("审批")


class Topic(models.TextChoices):
    """What a webhook is told about."""

    CHANGE = "change", _("变更记录")
    FINDING = "finding", _("检查发现")


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", _("等待发送")
    DELIVERED = "delivered", _("已送达")
    FAILED = "failed", _("未送达")
