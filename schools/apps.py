"""Application ``schools``."""

from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class SchoolsConfig(AppConfig):
    """Jurisdictions, schools, units and people."""

    name = "schools"
    verbose_name = _("学校")

    def ready(self):
        """Complete the rows of fixtures, which are saved past ``Model.save``."""
        from schools.domain.raw_rows import complete_raw_row  # models are not ready earlier

        pre_save.connect(complete_raw_row, dispatch_uid="schools.complete_raw_row")
