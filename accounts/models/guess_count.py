"""How often somebody tried to sign in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class GuessCount(models.Model):
    """Guesses under one key: a name at an address, an address, a name, somebody's codes.

    Keys are keyed hashes: what people type as their name may be a password.
    """

    key = models.CharField(_("计数对象"), max_length=64, primary_key=True)
    name = models.CharField(_("用户名"), max_length=64, db_index=True, blank=True)
    guessed_at = ArrayField(models.DateTimeField(), default=list, verbose_name=_("尝试时间"))
    closed_until = models.DateTimeField(_("锁定至"), null=True)

    class Meta:
        verbose_name = _("登录尝试")
        verbose_name_plural = _("登录尝试")

    def __str__(self):
        return self.key
