"""提醒: what people are reminded of, who was, and when the job ran."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.choices.reminding import To
from schools.models import Jurisdiction, School
from schools.querysets import Scoped


class Reminder(Scoped):
    """One thing at one stage that somebody is to be reminded of.

    ``key`` is what a source calls it, so that it is made once whatever happens. It stays open while the
    source names it, and is resolved on the day the source no longer does. The sentence is made from the
    text of its ``kind`` and ``words``.
    """

    scope_path = "school"
    jurisdiction_path = "jurisdiction"

    source = models.CharField(_("来源"), max_length=24)
    kind = models.CharField(_("种类"), max_length=40)
    key = models.CharField(max_length=200, unique=True)
    due_on = models.DateField(_("提醒日期"))
    deadline = models.DateField(_("期限"), null=True, blank=True)
    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("学校")
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("行政区划")
    )
    to = models.CharField(_("提醒对象"), max_length=8, choices=To)
    words = models.JSONField(_("内容"), default=dict)
    url = models.CharField(max_length=300, blank=True)
    made_on = models.DateField(_("生成日期"))
    resolved_on = models.DateField(_("办结日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("提醒")
        verbose_name_plural = _("提醒")
        ordering = ("due_on", "key")
        constraints = (
            models.CheckConstraint(
                name="reminder_is_for_somebody",
                condition=Q(to__in=["school", "above"], school__isnull=False)
                | Q(to="office", jurisdiction__isnull=False),
                violation_error_message=_("提醒应当属于一所学校，或者属于一个行政区划的主管部门。"),
            ),
        )
        indexes = (
            models.Index(fields=["source"], condition=Q(resolved_on=None), name="reminder_open_by_source"),
        )

    def __str__(self):
        return self.key


class ReminderDelivery(Scoped):
    """Somebody was told: in the application since ``sent_at``, and by mail once ``mailed_at`` is set."""

    scope_path = "reminder__school"
    jurisdiction_path = "reminder__jurisdiction"

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="deliveries", verbose_name=_("提醒"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("用户")
    )
    sent_at = models.DateTimeField(_("送达时间"), auto_now_add=True)
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("邮件时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("提醒送达")
        verbose_name_plural = _("提醒送达")
        constraints = (models.UniqueConstraint(fields=["reminder", "user"], name="reminder_delivered_once"),)
        indexes = (models.Index(fields=["user"], condition=Q(read_at=None), name="reminder_unread_by_user"),)

    def __str__(self):
        return f"{self.reminder} → {self.user}"


class ReminderRun(models.Model):
    """The job's work of one day; ``problems`` names the sources that could not tell what is due."""

    on = models.DateField(_("日期"), unique=True)
    finished_at = models.DateTimeField(_("完成时间"))
    made = models.PositiveIntegerField(_("新提醒"), default=0)
    resolved = models.PositiveIntegerField(_("已办结"), default=0)
    delivered = models.PositiveIntegerField(_("已送达"), default=0)
    unheard = models.PositiveIntegerField(_("没有收件人"), default=0)
    problems = models.JSONField(_("出错的来源"), default=list)

    class Meta:
        verbose_name = _("提醒任务")
        verbose_name_plural = _("提醒任务")
        ordering = ("-on",)

    def __str__(self):
        return str(self.on)
