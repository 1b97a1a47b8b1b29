"""Users and their grants on the jurisdiction tree."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schools.models import Jurisdiction, School
from schools.models.dated import Dated, Side, same
from schools.querysets import ScopedQuerySet


class User(AbstractUser):
    """A person who signs in."""

    display_name = models.CharField(_("姓名"), max_length=60, blank=True)
    must_change_password = models.BooleanField(_("首次登录修改密码"), default=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("用户")
        verbose_name_plural = _("用户")

    def __str__(self):
        return self.display_name or self.username

    def granted_schools(self, *roles):
        """Return the schools inside today's grants, as a subquery: of ``roles``, or of all that see data."""
        grants = self._grants_of(roles)
        inside = grants.filter(
            jurisdiction__tree_id=OuterRef("jurisdiction__tree_id"),
            jurisdiction__lft__lte=OuterRef("jurisdiction__lft"),
            jurisdiction__rght__gte=OuterRef("jurisdiction__rght"),
        )
        direct = grants.filter(school=OuterRef("pk"))
        return School.objects.filter(Exists(inside) | Exists(direct)).values("pk")

    def granted_jurisdictions(self, *roles):
        """Return the jurisdictions at or below today's grants, as a subquery, with roles as for schools."""
        inside = self._grants_of(roles).filter(
            jurisdiction__tree_id=OuterRef("tree_id"),
            jurisdiction__lft__lte=OuterRef("lft"),
            jurisdiction__rght__gte=OuterRef("rght"),
        )
        return Jurisdiction.objects.filter(Exists(inside)).order_by().values("pk")

    def _grants_of(self, roles):
        return self.grants.as_of(timezone.localdate()).filter(role__in=roles or SEEING)


class GrantRole(models.TextChoices):
    """What a grant allows on its scope. ``accounts.permissions`` says what it is."""

    OFFICIAL = "official", _("主管部门工作人员")
    REVIEWER = "reviewer", _("审核人员")
    ADMINISTRATOR = "administrator", _("学校管理员")
    EDITOR = "editor", _("支部编辑")
    VIEWER = "viewer", _("查阅人员")
    SYSTEM = "system", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDITOR = "auditor", _("审计管理员")


#: Keep accounts, rights and the audit; a grant of these shows no school's data and excludes the two others.
OFFICERS = (GrantRole.SYSTEM, GrantRole.SECURITY, GrantRole.AUDITOR)
#: Roles whose grant shows the data of its scope.
SEEING = tuple(role for role in GrantRole if role not in OFFICERS)
#: Roles whose work needs the names of members; the others see numbers.
NAMING = (GrantRole.OFFICIAL, GrantRole.REVIEWER, GrantRole.ADMINISTRATOR)


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

    def clean(self):
        """Refuse a branch of another school.

        Raises:
            ValidationError: on the field ``organization``.

        """
        if self.organization is not None and self.organization.school_id != self.school_id:
            raise ValidationError({"organization": _("这个党组织不属于所选的学校。")})


class ChartMemory(models.Model):
    """How a user left the chart of a school: what is open, what is closed, what the boxes show."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("用户"))
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name=_("学校"))
    opened = models.JSONField(_("展开"), default=list)
    closed = models.JSONField(_("收起"), default=list)
    shows = models.JSONField(_("显示内容"), default=list)

    class Meta:
        verbose_name = _("结构图的看法")
        verbose_name_plural = _("结构图的看法")
        constraints = [models.UniqueConstraint(fields=["user", "school"], name="chartmemory_one_per_school")]

    def __str__(self):
        return f"{self.user} · {self.school}"
