"""People who work, or worked, at a school."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schools.choices import EmploymentEnd, PoliticalStatus
from schools.history import tracked
from schools.models.dated import Dated, same
from schools.models.school import School
from schools.models.unit import Unit
from schools.querysets import Scoped, ScopedQuerySet


class PersonManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a person by the register number."""

    def get_by_natural_key(self, number):
        """Return the person with the register ``number``."""
        return self.get(number=number)


@tracked("school")
class Person(Scoped):
    """A member of staff, with the least the rules need: no ID number, no birthday, no telephone.

    ``school`` is where the person's file is kept now; ``Employment`` tells where it was before.
    """

    scope_path = "school"

    school = models.ForeignKey(School, models.PROTECT, related_name="people", verbose_name=_("所在学校"))
    number = models.CharField(_("登记号"), max_length=24, unique=True, editable=False)
    name = models.CharField(_("姓名"), max_length=60)
    sort_key = models.CharField(max_length=120, editable=False, default="", db_index=True)
    staff_number = models.CharField(_("工号"), max_length=24, blank=True)
    political_status = models.CharField(
        _("政治面貌"), max_length=12, choices=PoliticalStatus, blank=True, default=PoliticalStatus.UNKNOWN
    )
    joined_on = models.DateField(_("入党日期"), null=True, blank=True)
    full_on = models.DateField(_("转正日期"), null=True, blank=True)
    probation_extended_until = models.DateField(_("预备期延长至"), null=True, blank=True)
    party_left_on = models.DateField(_("停止党籍或者出党日期"), null=True, blank=True)
    retired_on = models.DateField(_("退休日期"), null=True, blank=True)
    died_on = models.DateField(_("去世日期"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = PersonManager()

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                name="person_staff_number_once",
                fields=["school", "staff_number"],
                condition=~Q(staff_number=""),
                violation_error_message=_("本校已有人员使用这个工号。"),
            ),
            models.CheckConstraint(
                name="person_full_after_joining",
                condition=Q(joined_on=None) | Q(full_on=None) | Q(full_on__gte=F("joined_on")),
                violation_error_message=_("转正日期不能早于入党日期。"),
            ),
            models.CheckConstraint(
                name="person_status_known", condition=Q(political_status__in=PoliticalStatus.values)
            ),
        )

    def __str__(self):
        return self.name

    def natural_key(self):
        """Return the register number."""
        return (self.number,)

    natural_key.dependencies = ["schools.school"]


class EmploymentManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds an employment by person and first day."""

    def get_by_natural_key(self, person, start):
        """Return the employment of the person that starts on ``start``."""
        return self.get(person__number=person, period__startswith=start)


@tracked("school")
class Employment(Dated):
    """Main employment of a person at a school, for a period."""

    scope_path = "school"

    person = models.ForeignKey(Person, models.CASCADE, related_name="employments", verbose_name=_("人员"))
    school = models.ForeignKey(School, models.PROTECT, related_name="employments", verbose_name=_("学校"))
    end_reason = models.CharField(_("结束原因"), max_length=12, choices=EmploymentEnd, blank=True)

    objects = EmploymentManager()

    class Meta(Dated.Meta):
        verbose_name = _("任教经历")
        verbose_name_plural = _("任教经历")
        ordering = ("person", "period")
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="employment_one_main_school",
                expressions=[
                    (same("person"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("同一人在同一时间只能有一个主要任职学校。"),
            ),
        )

    def __str__(self):
        return f"{self.person} {self.school}"

    def natural_key(self):
        """Return the person's number and the first day."""
        return (self.person.number, self.starts_on.isoformat())

    natural_key.dependencies = ["schools.person"]


class UnitMembershipManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a membership by unit, person and first day."""

    def get_by_natural_key(self, unit, person, start):
        """Return the membership of the person in the unit that starts on ``start``."""
        return self.get(unit__number=unit, person__number=person, period__startswith=start)


@tracked("unit")
class UnitMembership(Dated):
    """A person works in a unit for a period; several units at a time are ordinary."""

    scope_path = "unit__school"

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="memberships", verbose_name=_("单元"))
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="unit_memberships", verbose_name=_("人员")
    )

    objects = UnitMembershipManager()

    class Meta(Dated.Meta):
        verbose_name = _("单元成员")
        verbose_name_plural = _("单元成员")
        ordering = ("unit", "person", "period")
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="unitmembership_once_at_a_time",
                expressions=[
                    (same("unit"), RangeOperators.OVERLAPS),
                    (same("person"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("该人员在这个单元的起止日期有重叠。"),
            ),
        )

    def __str__(self):
        return f"{self.person} {self.unit}"

    def natural_key(self):
        """Return unit number, person number and first day."""
        return (self.unit.number, self.person.number, self.starts_on.isoformat())

    natural_key.dependencies = ["schools.unit", "schools.person"]
