"""Users and their grants on the jurisdiction tree."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.names import folded_column
from schools.models import Jurisdiction, School
from schools.models.dated import Dated
from schools.querysets import ScopedQuerySet


class User(AbstractUser):
    """A person who signs in."""

    display_name = models.CharField(_("姓名"), max_length=60, blank=True)
    must_change_password = models.BooleanField(_("首次登录修改密码"), default=False)
    password_set_at = models.DateTimeField(_("密码设定时间"), default=timezone.now, editable=False)
    enabled_at = models.DateTimeField(_("启用时间"), default=timezone.now, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints = (
            models.UniqueConstraint(
                folded_column("username"),
                name="user_name_once",
                violation_error_message=_("已有这个用户名；大小写、全角和半角不同的，也算同一个。"),
            ),
        )

    def __str__(self):
        return self.display_name or self.username

    def set_password(self, raw_password):
        """Set the password, and when."""
        super().set_password(raw_password)
        self.password_set_at = timezone.now()

    def granted_schools(self, *roles):
        """Return the schools inside today's grants, as a subquery: of ``roles``, or of all that see data."""
        # Sets of places, each asked once: to ask of every school whether a grant reaches it takes ten times
        # as long among 12,000.
        direct = self._grants_of(roles).filter(school__isnull=False).values("school")
        inside = Q(jurisdiction__in=self.granted_jurisdictions(*roles))
        return School.objects.filter(inside | Q(pk__in=direct)).values("pk")

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
    """What a grant allows on its scope."""

    OFFICIAL = "official", _("主管部门工作人员")
    ADMINISTRATOR = "administrator", _("学校管理员")
    VIEWER = "viewer", _("查阅人员")
    AUDITOR = "auditor", _("审计管理员")


#: Roles whose grant shows the data of its scope; an auditor reads the audit alone.
SEEING = tuple(role for role in GrantRole if role != GrantRole.AUDITOR)


class AccessGrant(Dated):
    """A role for a user on one jurisdiction and everything below it, or on one school."""

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
                condition=Q(role="viewer")
                | Q(role__in=["official", "auditor"], jurisdiction__isnull=False)
                | Q(role="administrator", school__isnull=False),
                violation_error_message=_(
                    "主管部门工作人员和审计管理员按行政区划授权，学校管理员按学校授权。"
                ),
            ),
        )

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"


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
