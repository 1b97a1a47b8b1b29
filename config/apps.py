"""The project itself as an application: command overrides, start-up checks, grants."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ConfigConfig(AppConfig):
    """Listed before Django's own applications, so that its `migrate` and `flush` win."""

    name = "config"

    def ready(self) -> None:
        """Register the checks, and give the application its rights with each migration.

        Django sends these signals only for applications that have models, so they are taken from `schools`.
        """
        from django.apps import apps

        from config import checks as _checks  # noqa: F401 -- registers by being imported
        from config.pg.grants import (
            app_rights_grant,
            audit_install,
            events_seal,
            row_security_install,
            row_security_suspend,
        )

        schools = apps.get_app_config("schools")
        pre_migrate.connect(app_rights_grant, sender=schools, dispatch_uid="app_rights_grant")
        pre_migrate.connect(row_security_suspend, sender=schools, dispatch_uid="row_security_suspend")
        post_migrate.connect(events_seal, sender=schools, dispatch_uid="events_seal")
        post_migrate.connect(audit_install, sender=schools, dispatch_uid="audit_install")
        post_migrate.connect(row_security_install, sender=schools, dispatch_uid="row_security_install")
