"""Values and enforcement levels that a jurisdiction sets for its subtree."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import Enforcement
from schools.history import tracked
from schools.models import Jurisdiction
from schools.models.dated import Dated, same, same_text
from schools.querysets import ScopedQuerySet


class RuleParameterManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a value by jurisdiction, parameter and first day."""

    def get_by_natural_key(self, jurisdiction, name, start):
        """Return the value of the parameter that holds in the jurisdiction from ``start``."""
        return self.get(jurisdiction__code=jurisdiction, name=name, period__startswith=start)


@tracked("jurisdiction")
class RuleParameter(Dated):
    """A value stricter than the one above, with the document that sets it."""

    jurisdiction_path = "jurisdiction"

    jurisdiction = models.ForeignKey(
        Jurisdiction, models.CASCADE, related_name="rule_parameters", verbose_name=_("行政区划")
    )
    name = models.CharField(_("参数"), max_length=32)
    value = models.JSONField(_("取值"))
    document_number = models.CharField(_("依据文件"), max_length=120)

    objects = RuleParameterManager()

    class Meta(Dated.Meta):
        verbose_name = _("规则参数")
        verbose_name_plural = _("规则参数")
        ordering = ("jurisdiction", "name", "period")
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="parameter_once_at_a_time",
                expressions=[
                    (same("jurisdiction"), RangeOperators.OVERLAPS),
                    (same_text("name"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个参数在这段时间已有本级规定。"),
            ),
        )

    def __str__(self):
        return f"{self.jurisdiction} {self.name} = {self.value}"

    def natural_key(self):
        """Return jurisdiction code, parameter and first day."""
        return (self.jurisdiction.code, self.name, self.starts_on.isoformat())

    natural_key.dependencies = ["schools.jurisdiction"]


class RuleEnforcementManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a level by jurisdiction, rule and first day."""

    def get_by_natural_key(self, jurisdiction, rule, start):
        """Return the level of the rule that holds in the jurisdiction from ``start``."""
        return self.get(jurisdiction__code=jurisdiction, rule=rule, period__startswith=start)


@tracked("jurisdiction")
class RuleEnforcement(Dated):
    """What an organising act that newly causes a finding of the rule meets in this jurisdiction."""

    jurisdiction_path = "jurisdiction"

    jurisdiction = models.ForeignKey(
        Jurisdiction, models.CASCADE, related_name="rule_enforcements", verbose_name=_("行政区划")
    )
    rule = models.CharField(_("规则"), max_length=12)
    level = models.CharField(_("执行方式"), max_length=8, choices=Enforcement)
    document_number = models.CharField(_("依据文件"), max_length=120)

    objects = RuleEnforcementManager()

    class Meta(Dated.Meta):
        verbose_name = _("规则执行方式")
        verbose_name_plural = _("规则执行方式")
        ordering = ("jurisdiction", "rule", "period")
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="enforcement_once_at_a_time",
                expressions=[
                    (same("jurisdiction"), RangeOperators.OVERLAPS),
                    (same_text("rule"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这条规则在这段时间已有本级规定。"),
            ),
        )

    def __str__(self):
        return f"{self.jurisdiction} {self.rule} {self.get_level_display()}"

    def natural_key(self):
        """Return jurisdiction code, rule and first day."""
        return (self.jurisdiction.code, self.rule, self.starts_on.isoformat())

    natural_key.dependencies = ["schools.jurisdiction"]
