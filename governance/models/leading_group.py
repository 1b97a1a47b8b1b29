"""Leading groups (领导小组)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import GroupType
from governance.models.document import Document
from schools.history import tracked
from schools.models import School
from schools.models.dated import Dated
from schools.querysets import ScopedQuerySet


class LeadingGroupManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a leading group by its register number."""

    def get_by_natural_key(self, number):
        """Return the leading group with the register ``number``."""
        return self.get(number=number)


@tracked("school")
class LeadingGroup(Dated):
    """A leading group of a school; one group may carry several types."""

    scope_path = "school"

    school = models.ForeignKey(School, models.PROTECT, related_name="leading_groups", verbose_name=_("学校"))
    number = models.CharField(_("登记号"), max_length=24, unique=True, editable=False)
    name = models.CharField(_("名称"), max_length=80)
    types = ArrayField(models.CharField(max_length=24, choices=GroupType), verbose_name=_("类型"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("成立文件")
    )
    outside_members = models.CharField(_("校外成员"), max_length=200, blank=True)

    objects = LeadingGroupManager()

    class Meta(Dated.Meta):
        verbose_name = _("领导小组")
        verbose_name_plural = _("领导小组")
        ordering = ("school", "number")
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="leadinggroup_has_type",
                condition=models.Q(types__len__gt=0),
                violation_error_message=_("领导小组至少选一个类型。"),
            ),
        )

    def __str__(self):
        return self.name

    def natural_key(self):
        """Return the register number."""
        return (self.number,)

    natural_key.dependencies = ["schools.school", "governance.document"]
