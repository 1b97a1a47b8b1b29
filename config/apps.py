"""The project itself as an application: command overrides, start-up checks, grants."""

from django.apps import AppConfig
from django.db.models.signals import pre_migrate


class ConfigConfig(AppConfig):
    """Listed before Django's own applications, so that its `migrate` and `flush` win."""

    name = "config"

    def ready(self) -> None:
        """Register the checks, and give the application its rights before each migration.

        Django sends `pre_migrate` only for applications that have models, so it is taken from `schools`.
        """
        from django.apps import apps

        from config import checks as _checks  # noqa: F401 -- registers by being imported
        from config.pg.grants import app_rights_grant

        pre_migrate.connect(
            app_rights_grant, sender=apps.get_app_config("schools"), dispatch_uid="app_rights_grant"
        )
