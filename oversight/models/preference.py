"""提醒设置: what somebody wants by mail and in a calendar, and what somebody has seen."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.choices.reminding import Frequency


class DigestPreference(models.Model):
    """How a user wants the digest, and what became of the newest one.

    Who never chose has no row; ``oversight.digests.preferences`` says what holds then.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("用户")
    )
    frequency = models.CharField(_("发送频率"), max_length=8, choices=Frequency, default=Frequency.WEEKLY)
    address = models.EmailField(_("邮箱地址"), blank=True)
    language = models.CharField(
        _("邮件语言"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    sent_on = models.DateField(_("最近一次发送"), null=True, blank=True)
    failed_on = models.DateField(_("最近一次失败"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("当天失败次数"), default=0)
    problem = models.CharField(_("失败原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("提醒设置")
        verbose_name_plural = _("提醒设置")

    def __str__(self):
        return f"{self.user} · {self.get_frequency_display()}"


class CalendarFeed(models.Model):
    """The secret address of a user's calendar; only its fingerprint is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("用户")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("生成时间"))

    class Meta:
        verbose_name = _("日历订阅")
        verbose_name_plural = _("日历订阅")

    def __str__(self):
        return str(self.user)


class SeenFindings(models.Model):
    """What a user has seen: findings up to the key ``newest``, and those from before ``since``."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("用户")
    )
    newest = models.BigIntegerField(_("看到的最后一项"), default=0)
    since = models.DateField(_("从哪一天算起"))

    class Meta:
        verbose_name = _("看过的检查发现")
        verbose_name_plural = _("看过的检查发现")

    def __str__(self):
        return f"{self.user} · {self.newest}"
