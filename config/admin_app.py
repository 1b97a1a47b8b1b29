"""Django's admin application, with our site as the default one."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Named in `INSTALLED_APPS` in the place of `django.contrib.admin`."""

    default_site = "config.admin_site.DeskSite"
