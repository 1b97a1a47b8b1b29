"""导出方案: columns and filters somebody keeps under a name."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedExport(models.Model):
    """Columns, in their order, and filters of a table that a user keeps under a name, for any place."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_exports", verbose_name=_("用户")
    )
    name = models.CharField(_("名称"), max_length=40)
    table = models.CharField(_("表"), max_length=20)
    columns = ArrayField(models.CharField(max_length=20), verbose_name=_("栏目"), default=list, blank=True)
    filters = models.JSONField(_("筛选"), default=dict, blank=True)

    class Meta:
        verbose_name = _("导出方案")
        verbose_name_plural = _("导出方案")
        ordering = ("user", "table", "name")
        constraints = (
            models.UniqueConstraint(
                name="savedexport_name_once",
                fields=["user", "table", "name"],
                violation_error_message=_("您已有一个同名的导出方案。"),
            ),
        )

    def __str__(self):
        return self.name
