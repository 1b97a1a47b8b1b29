"""Closed lists: what a file is taken away for, and what became of the wish."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a file with people in it is for."""

    WORK = "work", _("日常管理工作")
    REPORTING = "reporting", _("向上级报送")
    INSPECTION = "inspection", _("检查、巡察、审计")
    MIGRATION = "migration", _("系统迁移或者备份")
    SUBJECT = "subject", _("本人查阅、复制个人信息")
    OTHER = "other", _("其他")


class ExportState(models.TextChoices):
    """What became of an export."""

    WAITING = "waiting", _("等待批准")
    APPROVED = "approved", _("已批准，尚未下载")
    REFUSED = "refused", _("不批准")
    TAKEN = "taken", _("已导出")
