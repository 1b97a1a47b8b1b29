"""What a user may do, where and how long."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import KEEPING, GrantRole
from accounts.models.user import User
from schools.models import Jurisdiction, School
from schools.models.dated import Dated, Side, same
from schools.querysets import ScopedQuerySet

#: Roles that are given on jurisdictions alone.
_AREAS = ["official", "system", "security", "auditor"]


def _apart(first, second, sentence) -> ExclusionConstraint:
    """Return that one user holds at most one of two roles at a time, wherever the grants are."""
    return ExclusionConstraint(
        name=f"accessgrant_{first}_not_{second}",
        expressions=[
            (same("user"), RangeOperators.OVERLAPS),
            ("period", RangeOperators.OVERLAPS),
            (Side("role", first=str(first)), RangeOperators.ADJACENT_TO),
        ],
        condition=Q(role__in=[str(first), str(second)]),
        violation_error_message=sentence,
    )


class AccessGrant(Dated):
    """A role for a user on one jurisdiction and everything below it, on one school, or on one branch of it.

    The grant of a branch names its school too: the school is what its editor sees, the branch and what is
    below it what he changes.
    """

    scope_path = "school"
    jurisdiction_path = "jurisdiction"

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("用户"))
    role = models.CharField(_("角色"), max_length=16, choices=GrantRole)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.CASCADE, null=True, blank=True, related_name="grants", verbose_name=_("行政区划")
    )
    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="grants", verbose_name=_("学校")
    )
    organization = models.ForeignKey(
        "governance.PartyOrganization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("党组织"),
    )

    objects = ScopedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("授权")
        verbose_name_plural = _("授权")
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="accessgrant_one_scope",
                condition=Q(jurisdiction=None, school__isnull=False)
                | Q(jurisdiction__isnull=False, school=None),
                violation_error_message=_("授权范围应当是一个行政区划或者一所学校，二者选一。"),
            ),
            models.CheckConstraint(
                name="accessgrant_role_fits_scope",
                condition=Q(role__in=["viewer", "reviewer"], organization=None)
                | Q(role__in=_AREAS, jurisdiction__isnull=False, organization=None)
                | Q(role="administrator", school__isnull=False, organization=None)
                | Q(role="editor", school__isnull=False, organization__isnull=False),
                violation_error_message=_(
                    "主管部门工作人员和系统、安全、审计管理员按行政区划授权，学校管理员按学校授权，"
                    "支部编辑按学校的一个党组织授权。"
                ),
            ),
            _apart("system", "security", _("同一人不能同时担任系统管理员和安全管理员。")),
            _apart("system", "auditor", _("同一人不能同时担任系统管理员和审计管理员。")),
            _apart("security", "auditor", _("同一人不能同时担任安全管理员和审计管理员。")),
        )

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"

    @property
    def scope(self):
        """Return where it holds: the branch, the school or the jurisdiction."""
        return self.organization or self.school or self.jurisdiction

    @classmethod
    def scope_filter(cls, user):
        """Return the condition: one's own grants, and those in the scope of who keeps or audits grants."""
        return Q(user=user) | kept_by(user)

    def clean(self):
        """Refuse a branch of another school.

        Raises:
            ValidationError: on the field ``organization``.

        """
        if self.organization is not None and self.organization.school_id != self.school_id:
            raise ValidationError({"organization": _("这个党组织不属于所选的学校。")})


def kept_by(user: User) -> Q:
    """Return the condition that a row with ``school`` and ``jurisdiction`` is in the scope of a keeper."""
    roles = (*KEEPING, GrantRole.AUDITOR)
    return Q(school__in=user.granted_schools(*roles)) | Q(jurisdiction__in=user.granted_jurisdictions(*roles))
