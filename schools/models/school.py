"""Schools."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schools.choices import (
    LeadershipSystem,
    Ownership,
    ReformStage,
    SchoolForm,
    SchoolState,
    SchoolType,
    Stage,
)
from schools.history import tracked
from schools.models.jurisdiction import Jurisdiction
from schools.querysets import Scoped, ScopedQuerySet


class SchoolManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a school by its code."""

    def get_by_natural_key(self, code):
        """Return the school with the ten-digit ``code``."""
        return self.get(code=code)


@tracked(exclude=("version",))
class School(Scoped):
    """A school with its legal status and its leadership system.

    ``version`` grows with every structural change and lets a page notice that it is stale.
    """

    scope_path = "pk"

    code = models.CharField(_("学校标识码"), max_length=10, unique=True)
    name = models.CharField(_("学校名称"), max_length=120)
    short_name = models.CharField(_("规范简称"), max_length=60, blank=True)
    former_names = ArrayField(
        models.CharField(max_length=120), verbose_name=_("曾用名"), default=list, blank=True
    )
    sort_key = models.CharField(max_length=240, editable=False, default="", db_index=True)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="schools", verbose_name=_("主管行政区划")
    )
    type_code = models.CharField(_("学校类别"), max_length=2, choices=SchoolType)
    stages = ArrayField(
        models.CharField(max_length=12, choices=Stage), verbose_name=_("学段"), default=list, blank=True
    )
    form = models.CharField(_("办学形式"), max_length=16, choices=SchoolForm, default=SchoolForm.SINGLE)
    ownership = models.CharField(_("办别"), max_length=8, choices=Ownership, blank=True)
    is_legal_person = models.BooleanField(_("独立法人"), null=True, blank=True)
    managed_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="teaching_points",
        verbose_name=_("管理学校"),
    )
    lead_school = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="member_schools",
        verbose_name=_("牵头学校"),
    )
    state = models.CharField(_("状态"), max_length=10, choices=SchoolState, default=SchoolState.ACTIVE)
    founded_on = models.DateField(_("建校日期"), null=True, blank=True)
    closed_on = models.DateField(_("撤并日期"), null=True, blank=True)
    leadership_system = models.CharField(_("领导体制"), max_length=12, choices=LeadershipSystem, blank=True)
    system_from = models.DateField(_("领导体制实施日期"), null=True, blank=True)
    reform_stage = models.CharField(_("改革阶段"), max_length=12, choices=ReformStage, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False)
    version = models.PositiveIntegerField(_("版本"), default=0, editable=False)

    objects = SchoolManager()

    class Meta:
        verbose_name = _("学校")
        verbose_name_plural = _("学校")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                name="school_code_ten_digits",
                condition=Q(code__regex=r"^\d{10}$"),
                violation_error_message=_("学校标识码应当是10位数字。"),
            ),
            models.CheckConstraint(
                name="school_closed_has_date",
                condition=Q(state__in=["preparing", "active"], closed_on=None)
                | Q(state__in=["merged", "closed"], closed_on__isnull=False),
                violation_error_message=_("撤销或者合并的学校应当登记撤并日期，正常的学校不填。"),
            ),
            models.CheckConstraint(name="school_state_known", condition=Q(state__in=SchoolState.values)),
            models.CheckConstraint(
                name="school_ownership_known", condition=Q(ownership__in=["", *Ownership.values])
            ),
            models.CheckConstraint(
                name="school_not_managed_by_itself",
                condition=Q(managed_by=None) | ~Q(managed_by=models.F("pk")),
                violation_error_message=_("学校不能由自己管理。"),
            ),
        )

    def __str__(self):
        return self.name

    def natural_key(self):
        """Return the code."""
        return (self.code,)

    natural_key.dependencies = ["schools.jurisdiction"]
