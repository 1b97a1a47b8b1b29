"""Django's admin application, with our site as the default one."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Named in `INSTALLED_APPS` in the place of `django.contrib.admin`."""

    default_site = "config.admin_site.DeskSite"

    def ready(self):
        """Find the nouns, and take out groups: rights come from grants, groups would do nothing."""
        super().ready()
        from django.contrib import admin
        from django.contrib.auth.models import Group  # a model: not before the applications are ready

        admin.site.unregister(Group)
