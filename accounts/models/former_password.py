"""Passwords that are not taken again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class FormerPassword(models.Model):
    """The hash of a password the user has, or had: the policy does not want it again."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="former_passwords", verbose_name=_("用户"), db_index=True
    )
    password = models.CharField(_("密码"), max_length=128)

    class Meta:
        verbose_name = _("用过的密码")
        verbose_name_plural = _("用过的密码")

    def __str__(self):
        return str(self.user)
