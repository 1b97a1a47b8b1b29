"""What an organisation stands on and whom it covers."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import AffiliationKind
from governance.models.document import Document
from governance.models.organization import PartyOrganization
from schools.history import tracked
from schools.models import School, Unit
from schools.models.dated import Dated, same
from schools.querysets import ScopedQuerySet


class HostUnitManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a host unit by organisation, unit and first day."""

    def get_by_natural_key(self, organization, unit, start):
        """Return the attachment of the organisation to the unit that starts on ``start``."""
        return self.get(organization__number=organization, unit__number=unit, period__startswith=start)


@tracked("organization")
class HostUnit(Dated):
    """A branch or party group stands on a unit for a period; several may share a unit."""

    scope_path = "organization__school"

    organization = models.ForeignKey(
        PartyOrganization, models.CASCADE, related_name="hosts", verbose_name=_("党组织")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="hosted", verbose_name=_("依托单元"))

    objects = HostUnitManager()

    class Meta(Dated.Meta):
        verbose_name = _("依托单元")
        verbose_name_plural = _("依托单元")
        ordering = ("organization", "unit", "period")
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="hostunit_once_at_a_time",
                expressions=[
                    (same("organization"), RangeOperators.OVERLAPS),
                    (same("unit"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个党组织在同一时间已经依托该单元。"),
            ),
        )

    def __str__(self):
        return f"{self.organization} {self.unit}"

    def natural_key(self):
        """Return organisation number, unit number and first day."""
        return (self.organization.number, self.unit.number, self.starts_on.isoformat())

    natural_key.dependencies = ["governance.partyorganization", "schools.unit"]


class JointCoverageManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a coverage by organisation, covered unit and first day."""

    def get_by_natural_key(self, organization, school, other_unit, start):
        """Return the coverage of the school or other unit that starts on ``start``."""
        return self.get(
            organization__number=organization,
            school__code=school,
            other_unit=other_unit,
            period__startswith=start,
        )


@tracked("organization")
class JointCoverage(Dated):
    """A joint branch covers a school, or a named unit that is no school, for a period."""

    scope_path = "organization__school"
    jurisdiction_path = "organization__jurisdiction"

    organization = models.ForeignKey(
        PartyOrganization, models.CASCADE, related_name="coverages", verbose_name=_("联合党支部")
    )
    school = models.ForeignKey(
        School,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="joint_coverages",
        verbose_name=_("覆盖学校"),
    )
    other_unit = models.CharField(_("覆盖的其他单位"), max_length=120, blank=True)

    objects = JointCoverageManager()

    class Meta(Dated.Meta):
        verbose_name = _("联合党支部覆盖单位")
        verbose_name_plural = _("联合党支部覆盖单位")
        ordering = ("organization", "school", "other_unit", "period")
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="jointcoverage_one_unit",
                condition=Q(school=None) ^ Q(other_unit=""),
                violation_error_message=_("覆盖单位填一所学校，或者填一个其他单位的名称。"),
            ),
            ExclusionConstraint(
                name="jointcoverage_one_per_school",
                expressions=[
                    (same("school"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(school__isnull=False),
                violation_error_message=_("一所学校同一时间只能由一个联合党支部覆盖。"),
            ),
        )

    def __str__(self):
        return f"{self.organization} {self.school or self.other_unit}"

    def natural_key(self):
        """Return organisation number, school code, other unit and first day."""
        school = self.school.code if self.school else None
        return (self.organization.number, school, self.other_unit, self.starts_on.isoformat())

    natural_key.dependencies = ["governance.partyorganization", "schools.school"]


class AffiliationManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds an affiliation by school, kind and first day."""

    def get_by_natural_key(self, school, kind, start):
        """Return the affiliation of the school that starts on ``start``."""
        return self.get(school__code=school, kind=kind, period__startswith=start)


@tracked("school")
class Affiliation(Dated):
    """A school is attached to an organisation outside the register, or has a named liaison."""

    scope_path = "school"

    school = models.ForeignKey(School, models.CASCADE, related_name="affiliations", verbose_name=_("学校"))
    kind = models.CharField(_("种类"), max_length=12, choices=AffiliationKind)
    outer_name = models.CharField(_("挂靠的党组织或者联络人员"), max_length=120)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("批准文件")
    )

    objects = AffiliationManager()

    class Meta(Dated.Meta):
        verbose_name = _("挂靠与联络")
        verbose_name_plural = _("挂靠与联络")
        ordering = ("school", "kind", "period")
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="affiliation_one_attachment",
                expressions=[
                    (same("school"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(kind=AffiliationKind.ATTACHED),
                violation_error_message=_("一所学校同一时间只能挂靠一个党组织。"),
            ),
        )

    def __str__(self):
        return f"{self.school} {self.outer_name}"

    def natural_key(self):
        """Return school code, kind and first day."""
        return (self.school.code, self.kind, self.starts_on.isoformat())

    natural_key.dependencies = ["schools.school", "governance.document"]
