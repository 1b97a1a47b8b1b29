"""To whom reminders go, and how often by mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class To(models.TextChoices):
    """Whom a reminder is for."""

    SCHOOL = "school", _("学校管理员")
    ABOVE = "above", _("学校的主管部门")
    OFFICE = "office", _("本级主管部门")


class Frequency(models.TextChoices):
    """How often somebody wants the digest."""

    NONE = "none", _("不发邮件")
    DAILY = "daily", _("每天一封")
    WEEKLY = "weekly", _("每周一封")
