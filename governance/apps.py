"""Application ``governance``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    """The Party structure of schools and all that judges it."""

    name = "governance"
    verbose_name = _("党组织设置")
