"""What happened and has not been told yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from api.choices import Topic


class Happening(models.Model):
    """A change set that was recorded, or a finding that opened, closed or changed.

    A trigger writes it in the transaction it happens in, if anybody wants to be told; the job that makes the
    deliveries takes it away. ``about`` is the key of the change set or finding.
    """

    topic = models.CharField(_("内容"), max_length=8, choices=Topic)
    what = models.CharField(_("情形"), max_length=12)
    about = models.BigIntegerField(_("编号"))
    school_id = models.BigIntegerField(_("学校"), null=True)
    jurisdiction_id = models.BigIntegerField(_("行政区划"), null=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("待推送事项")
        verbose_name_plural = _("待推送事项")
        ordering = ("pk",)

    def __str__(self):
        return f"{self.topic} {self.about}"
