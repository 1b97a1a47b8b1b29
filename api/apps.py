"""Application ``api``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """What other programs read and do here, and what they are told."""

    name = "api"
    verbose_name = _("程序接口")
