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


class What(models.TextChoices):
    """What has happened to it; written by the triggers of ``0002_what_happens``."""

    RECORDED = "recorded", _("已登记")
    OPENED = "opened", _("新发现")
    CLOSED = "closed", _("已消除")
    REOPENED = "reopened", _("再次出现")
    WAIVED = "waived", _("已豁免")
    UNWAIVED = "unwaived", _("豁免结束")
    ALTERED = "altered", _("有变化")


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", _("等待发送")
    DELIVERED = "delivered", _("已送达")
    FAILED = "failed", _("未送达")
