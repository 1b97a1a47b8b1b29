"""How somebody likes to see a chart."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from schools.models import School


class ChartMemory(models.Model):
    """How a user left the chart of a school: what is open, what is closed, what the boxes show."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("用户"))
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name=_("学校"))
    opened = models.JSONField(_("展开"), default=list)
    closed = models.JSONField(_("收起"), default=list)
    shows = models.JSONField(_("显示内容"), default=list)

    class Meta:
        verbose_name = _("结构图的看法")
        verbose_name_plural = _("结构图的看法")
        constraints = [models.UniqueConstraint(fields=["user", "school"], name="chartmemory_one_per_school")]

    def __str__(self):
        return f"{self.user} · {self.school}"
