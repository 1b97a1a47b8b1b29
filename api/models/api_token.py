"""What a program shows instead of a password."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from api.choices import Scope

#: No token lives longer; in a leap year that is a year to the day.
LONGEST = timedelta(days=366)


class ApiTokenQuerySet(models.QuerySet):
    """Tokens."""

    def living(self, on: date) -> Self:
        """Return those that are neither revoked nor over."""
        return self.filter(revoked_at=None, expires_on__gte=on)


class ApiToken(models.Model):
    """A token of a user; it reaches as far as his grants and does what ``scopes`` name of it.

    Only the fingerprint of the secret is kept. ``prefix`` is its beginning: people tell tokens apart
    by it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name=_("用户")
    )
    name = models.CharField(_("用途"), max_length=60)
    prefix = models.CharField(_("令牌开头"), max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(
        models.CharField(max_length=8, choices=Scope), verbose_name=_("可以做的事"), blank=True
    )
    made_on = models.DateField(_("生成日期"))
    expires_on = models.DateField(_("有效期至"))
    made_at = models.DateTimeField(_("生成时间"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("停用时间"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("最近使用"), null=True, blank=True)
    last_address = models.GenericIPAddressField(_("最近来源"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("接口令牌")
        verbose_name_plural = _("接口令牌")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="apitoken_has_a_scope",
                condition=Q(scopes__len__gt=0),
                violation_error_message=_("请至少选一项可以做的事。"),
            ),
            models.CheckConstraint(
                name="apitoken_scopes_known",
                condition=Q(scopes__contained_by=list(Scope.values)),
                violation_error_message=_("令牌可以做的事只有读取、办理和审批。"),
            ),
            models.CheckConstraint(
                name="apitoken_lives_a_year_at_most",
                condition=Q(expires_on__gte=F("made_on"), expires_on__lte=F("made_on") + LONGEST),
                violation_error_message=_("有效期至少到当天，最长一年。"),
            ),
        )

    def __str__(self):
        return self.name

    @property
    def said_scopes(self) -> str:
        """What it may do, in words."""
        return str(_("、")).join(str(Scope(scope).label) for scope in self.scopes)

    def is_over(self, on: date) -> bool:
        """Tell whether it was revoked or its last day has passed: whether it is not among the ``living``."""
        return self.revoked_at is not None or self.expires_on < on
