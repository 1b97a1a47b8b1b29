"""Application ``audit``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Records of writes and events, their seals, and the page where auditors read them."""

    name = "audit"
    verbose_name = _("审计")

    def ready(self) -> None:
        """Listen to who comes and goes, and register the checks."""
        from audit import checks as _checks  # noqa: F401 -- registers by being imported
        from audit import signing as _signing  # noqa: F401 -- listens by being imported
