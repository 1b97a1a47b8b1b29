"""Application ``intake``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """Workbooks on their way into the register."""

    name = "intake"
    verbose_name = _("表格导入")
