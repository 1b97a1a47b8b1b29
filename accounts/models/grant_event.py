"""What was done to grants and accounts."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import GrantDeed, GrantRole
from accounts.models.access_grant import kept_by
from accounts.models.user import User
from schools.models import Jurisdiction, School
from schools.querysets import Scoped


class GrantEvent(Scoped):
    """Who did what to whose grant or account, when and why. The application can only add rows.

    ``grant`` is a number and no reference: the row stays as it is whatever becomes of the grant. ``was`` is
    the period before the deed, ``period`` the one after it.
    """

    scope_path = "school"
    jurisdiction_path = "jurisdiction"

    at = models.DateTimeField(_("时间"), auto_now_add=True)
    actor = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="grant_deeds", verbose_name=_("办理人")
    )
    deed = models.CharField(_("办理"), max_length=16, choices=GrantDeed)
    user = models.ForeignKey(User, models.PROTECT, related_name="grant_events", verbose_name=_("用户"))
    grant = models.BigIntegerField(_("授权编号"), null=True)
    role = models.CharField(_("角色"), max_length=16, choices=GrantRole, blank=True)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, related_name="+", verbose_name=_("行政区划")
    )
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+", verbose_name=_("学校"))
    place = models.CharField(_("授权范围"), max_length=200, blank=True)
    was = DateRangeField(_("原起止日期"), null=True)
    period = DateRangeField(_("起止日期"), null=True)
    reason = models.CharField(_("事由"), max_length=300)

    class Meta:
        verbose_name = _("授权记录")
        verbose_name_plural = _("授权记录")
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="grantevent_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("请写明事由。"),
            ),
        )

    def __str__(self):
        return f"{self.get_deed_display()} {self.user}"

    @classmethod
    def scope_filter(cls, user):
        """Return the condition: what was done to oneself, and what is in the scope of who keeps or audits."""
        return Q(user=user) | kept_by(user)
