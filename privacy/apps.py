"""Application ``privacy``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    """People's data: register, masks, exports, requests of the people themselves, retention."""

    name = "privacy"
    verbose_name = _("个人信息保护")
