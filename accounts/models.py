"""Users and their grants on the jurisdiction tree."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.names import folded_column
from schools.models import Jurisdiction, School
from schools.models.dated import Dated, Side, same
from schools.querysets import Scoped, ScopedQuerySet


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


#: Roles that keep grants or accounts of their scope, or the record of both.
KEEPING = (GrantRole.OFFICIAL, GrantRole.ADMINISTRATOR, GrantRole.SYSTEM, GrantRole.SECURITY)
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


class GrantDeed(models.TextChoices):
    """What happens to grants and accounts."""

    GIVEN = "given", _("授权")
    PROLONGED = "prolonged", _("更改结束日期")
    ENDED = "ended", _("终止授权")
    CREATED = "created", _("新建用户")
    SWITCHED_OFF = "switched_off", _("停用用户")
    SWITCHED_ON = "switched_on", _("恢复用户")
    PASSWORD = "password", _("重发首次密码")


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
