"""Units inside a school."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from mptt.models import MPTTModel, TreeForeignKey

from schools.choices import UnitKind
from schools.history import tracked
from schools.models.dated import Dated
from schools.models.jurisdiction import tree_constraints
from schools.models.school import School
from schools.querysets import SafeTreeManager


class UnitManager(SafeTreeManager):
    """Finds a unit by its number."""

    def get_by_natural_key(self, number):
        """Return the unit with the register ``number``."""
        return self.get(number=number)


@tracked("school")
class Unit(MPTTModel, Dated):
    """A campus, grade group, subject group or office; ``is_base`` says a branch may stand on it."""

    scope_path = "school"

    school = models.ForeignKey(School, models.PROTECT, related_name="units", verbose_name=_("学校"))
    number = models.CharField(_("登记号"), max_length=24, unique=True, editable=False)
    name = models.CharField(_("单元名称"), max_length=60)
    kind = models.CharField(_("类别"), max_length=12, choices=UnitKind)
    is_base = models.BooleanField(_("可以设支部的基本单元"), default=False)
    parent = TreeForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级单元")
    )
    position = models.PositiveIntegerField(_("排列次序"), default=0)

    objects = UnitManager()

    class Meta(Dated.Meta):
        verbose_name = _("内设单元")
        verbose_name_plural = _("内设单元")
        ordering = ("tree_id", "lft")
        constraints = (
            *Dated.Meta.constraints,
            *tree_constraints("unit"),
            models.CheckConstraint(name="unit_kind_known", condition=Q(kind__in=UnitKind.values)),
        )

    def __str__(self):
        return self.name

    def natural_key(self):
        """Return the register number."""
        return (self.number,)

    natural_key.dependencies = ["schools.school"]
