"""Application ``accounts``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, grants on the jurisdiction tree, signing in."""

    name = "accounts"
    verbose_name = _("用户与授权")
