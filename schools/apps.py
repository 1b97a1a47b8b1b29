"""Application ``schools``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolsConfig(AppConfig):
    """Jurisdictions, schools, units and people."""

    name = "schools"
    verbose_name = _("学校")
