"""The records and their seals, as the application reads them. It writes neither: see ``audit.events``."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.choices import ActorKind, Outcome


class AuditRecord(models.Model):
    """One row written, or one event; ``before`` and ``after`` have the columns that differ."""

    id = models.BigIntegerField(_("编号"), primary_key=True)
    batch = models.IntegerField(_("批次"))
    recorded_at = models.DateTimeField(_("时间"))
    transaction = models.BigIntegerField(_("事务"))
    action = models.TextField(_("行为"))
    outcome = models.TextField(_("结果"), choices=Outcome)
    subject = models.TextField(_("对象类型"))
    subject_id = models.TextField(_("对象编号"))
    school_id = models.BigIntegerField(_("学校"), null=True)
    jurisdiction_id = models.BigIntegerField(_("行政区划"), null=True)
    actor_kind = models.TextField(_("操作者类型"), choices=ActorKind)
    actor_id = models.BigIntegerField(null=True)
    actor = models.TextField(_("操作者"))
    login = models.TextField(_("数据库登录"))
    address = models.TextField(_("来源地址"))
    request = models.TextField(_("请求编号"))
    reason = models.TextField(_("理由"))
    before = models.JSONField(_("变更前"), null=True)
    after = models.JSONField(_("变更后"), null=True)
    detail = models.JSONField(_("详情"), null=True)

    class Meta:
        managed = False
        db_table = '"audit"."log"'
        ordering = ("-id",)
        verbose_name = _("审计记录")
        verbose_name_plural = _("审计记录")

    def __str__(self):
        return str(self.pk)


class AuditSeal(models.Model):
    """What the records of a batch were when it was closed, chained to the batch before."""

    batch = models.IntegerField(primary_key=True)
    sealed_at = models.TextField()
    records = models.IntegerField()
    newest = models.TextField()
    prints = models.BinaryField()
    digest = models.TextField()
    previous = models.TextField()
    mac = models.TextField()

    class Meta:
        managed = False
        db_table = '"audit"."seal"'
        ordering = ("batch",)
        verbose_name = _("审计封存")
        verbose_name_plural = _("审计封存")

    def __str__(self):
        return str(self.batch)
