"""Application ``governance``."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    """The Party structure of schools and all that judges it."""

    name = "governance"
    verbose_name = _("党组织设置")

    def ready(self) -> None:
        """Register the checks of the rule catalogue."""
        # late: the catalogue builds its examples, which needs the translations to be ready
        from governance.checks import check_catalogue

        register(check_catalogue, "governance")
