"""Application ``accounts``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, grants on the jurisdiction tree, signing in."""

    name = "accounts"
    verbose_name = _("用户与授权")

    def ready(self):
        """Let the clock of a session run from the moment of signing in, however somebody came in."""
        from django.contrib.auth.signals import user_logged_in

        from accounts.clock import clock_begin

        user_logged_in.connect(clock_begin, dispatch_uid="accounts.clock")
