"""节假日和调休: days that are not what their weekday says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpecialDay(models.Model):
    """A weekday on which nobody works, or a day of a weekend on which everybody does.

    What is on record is what the State Council announced for a year, typed in by the system administrator;
    days that are not here are what their weekday says.
    """

    day = models.DateField(
        _("日期"), unique=True, error_messages={"unique": _("这一天已经登记，请直接修改。")}
    )
    is_work = models.BooleanField(
        _("上班"), default=False, help_text=_("不勾选为放假；周末调休上班的，请勾选。")
    )
    name = models.CharField(_("名称"), max_length=40, blank=True, help_text=_("例如：国庆节、国庆节调休。"))

    class Meta:
        verbose_name = _("节假日和调休")
        verbose_name_plural = _("节假日和调休")
        ordering = ("-day",)

    def __str__(self):
        return f"{self.day} {self.name}".strip()
