"""Administrative divisions."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _
from mptt.models import MPTTModel, TreeForeignKey

from schools.choices import JurisdictionLevel
from schools.models.dated import same
from schools.querysets import SafeTreeManager


def tree_constraints(prefix: str) -> tuple[models.BaseConstraint, ...]:
    """Return the constraints that turn a corrupt nested set into an error instead of data."""
    message = _("组织树的编号被同时修改，请重试。")
    return (
        models.UniqueConstraint(
            name=f"{prefix}_tree_lft",
            fields=["tree_id", "lft"],
            deferrable=Deferrable.DEFERRED,
            violation_error_message=message,
        ),
        models.UniqueConstraint(
            name=f"{prefix}_tree_rght",
            fields=["tree_id", "rght"],
            deferrable=Deferrable.DEFERRED,
            violation_error_message=message,
        ),
        # A conditional unique constraint cannot be deferred, and the library moves a root below
        # another node in two statements; an exclusion constraint can be both.
        ExclusionConstraint(
            name=f"{prefix}_one_root",
            expressions=[(same("tree_id"), RangeOperators.OVERLAPS)],
            condition=Q(parent=None),
            deferrable=Deferrable.DEFERRED,
            violation_error_message=message,
        ),
    )


class JurisdictionManager(SafeTreeManager):
    """Finds a division by its code."""

    def get_by_natural_key(self, code):
        """Return the division with the six-digit ``code``."""
        return self.get(code=code)


class Jurisdiction(MPTTModel):
    """A province, city or county with its GB/T 2260 code."""

    code = models.CharField(_("行政区划代码"), max_length=6, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    level_kind = models.CharField(_("级别"), max_length=10, choices=JurisdictionLevel)
    parent = TreeForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )

    objects = JurisdictionManager()

    class Meta:
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")
        ordering = ("code",)
        constraints = (
            *tree_constraints("jurisdiction"),
            models.CheckConstraint(
                name="jurisdiction_code_six_digits",
                condition=Q(code__regex=r"^\d{6}$"),
                violation_error_message=_("行政区划代码应当是6位数字。"),
            ),
            models.CheckConstraint(
                name="jurisdiction_level_known", condition=Q(level_kind__in=JurisdictionLevel.values)
            ),
        )

    def __str__(self):
        return self.name

    def natural_key(self):
        """Return the code."""
        return (self.code,)

    @classmethod
    def scope_filter(cls, user) -> Q:
        """Return the condition that keeps the divisions inside the user's grants."""
        return Q(pk__in=user.granted_jurisdictions())
