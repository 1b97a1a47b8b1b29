"""Application ``exports``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    """What leaves as a file, and what comes back as one in an open format."""

    name = "exports"
    verbose_name = _("导出与开放格式")
