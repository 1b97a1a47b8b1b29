"""What people attest about rules that no data can decide."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion
from schools.history import tracked
from schools.models import School
from schools.models.dated import Dated, same, same_text
from schools.querysets import ScopedQuerySet


class AttestationManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds an attestation by school, rule and first day."""

    def get_by_natural_key(self, school, rule, start):
        """Return what was attested about the rule at the school on ``start``."""
        return self.get(school__code=school, rule=rule, period__startswith=start)


@tracked("school")
class Attestation(Dated):
    """Somebody says, on a day and for a time, whether a school obeys a rule that no data can decide."""

    scope_path = "school"

    school = models.ForeignKey(School, models.CASCADE, related_name="attestations", verbose_name=_("学校"))
    rule = models.CharField(_("规则"), max_length=12)
    conclusion = models.CharField(_("核实结论"), max_length=16, choices=Conclusion)
    attester = models.CharField(_("核实人或者核实单位"), max_length=120)
    note = models.CharField(_("核实情况"), max_length=300, blank=True)
    document_number = models.CharField(_("依据材料"), max_length=120, blank=True)

    objects = AttestationManager()

    class Meta(Dated.Meta):
        verbose_name = _("人工核实")
        verbose_name_plural = _("人工核实")
        ordering = ("school", "rule", "period")
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="attestation_ends",
                condition=Q(period__endswith__isnull=False),
                violation_error_message=_("核实应当有有效期。"),
            ),
            models.CheckConstraint(
                name="attestation_conclusion_known", condition=Q(conclusion__in=Conclusion.values)
            ),
            models.CheckConstraint(
                name="attestation_failure_told",
                condition=~Q(conclusion=Conclusion.FAIL, note=""),
                violation_error_message=_("结论为不符合的，应当写明核实到的情况。"),
            ),
            ExclusionConstraint(
                name="attestation_once_at_a_time",
                expressions=[
                    (same("school"), RangeOperators.OVERLAPS),
                    (same_text("rule"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这所学校的同一规则在这段时间已有核实结论。"),
            ),
        )
        # what ends soon is looked for among all schools, on every page of an official
        indexes = (models.Index(F("period__endswith"), name="attestation_by_end"),)

    def __str__(self):
        return f"{self.rule} {self.get_conclusion_display()}"

    def natural_key(self):
        """Return code of the school, rule and first day."""
        return (self.school.code, self.rule, self.starts_on.isoformat())

    natural_key.dependencies = ["schools.school"]
