"""Application ``oversight``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OversightConfig(AppConfig):
    """What a district and its schools do about what the rules found."""

    name = "oversight"
    verbose_name = _("督查整改")
