"""What a school measured, and when: the ledger behind every trend of the structure."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.choices import Heads, SchoolOrg
from schools.models import School
from schools.models.dated import Dated, same


class SchoolFigures(Dated):
    """What the checks counted at a school during ``period``.

    A check that counts the same writes nothing; one that counts something else ends the period and
    begins another. So there is one row for each change, and every past day has its figures.
    """

    scope_path = "school"

    school = models.ForeignKey(School, models.CASCADE, related_name="figures", verbose_name=_("学校"))
    base_units = models.PositiveSmallIntegerField(_("有党员的基本单元"), default=0)
    covered_units = models.PositiveSmallIntegerField(_("已覆盖的基本单元"), default=0)
    heads = models.CharField(_("书记校长"), max_length=12, choices=Heads)
    org_type = models.CharField(_("党组织设置"), max_length=16, choices=SchoolOrg)
    organizations = models.JSONField(_("正常工作的党组织数"), default=dict)
    members = models.PositiveIntegerField(_("党员数"), default=0)
    vacancies = models.JSONField(_("空缺职数"), default=dict)

    class Meta(Dated.Meta):
        verbose_name = _("学校数字")
        verbose_name_plural = _("学校数字")
        ordering = ("school", "period")
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="schoolfigures_once_at_a_time",
                expressions=[
                    (same("school"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("一所学校在同一天只有一组数字。"),
            ),
            models.CheckConstraint(
                name="schoolfigures_covered_of_all", condition=Q(covered_units__lte=F("base_units"))
            ),
            models.CheckConstraint(name="schoolfigures_heads_known", condition=Q(heads__in=Heads.values)),
            models.CheckConstraint(
                name="schoolfigures_org_type_known", condition=Q(org_type__in=SchoolOrg.values)
            ),
        )

    def __str__(self):
        return f"{self.school} {self.starts_on}"
