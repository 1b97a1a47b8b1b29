"""What a rule found, since when, and what people decided about it."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import Severity, SubjectKind
from schools.history import tracked
from schools.models import Jurisdiction, School
from schools.models.dated import Dated, same_text
from schools.querysets import Scoped, ScopedQuerySet


class FindingQuerySet(ScopedQuerySet):
    """Findings by what has become of them."""

    def open(self):
        """Return the findings whose rule fails today and that nobody waived."""
        return self.filter(closed_on=None, is_waived=False)

    def waived(self):
        """Return the findings whose rule fails today and that somebody waived."""
        return self.filter(closed_on=None, is_waived=True)

    def standing(self, on: date | None):
        """Return the findings that stood on ``on``, not waived then; None for those that stand now."""
        if on is None:
            return self.open()
        # a finding has one spell a day, so that none comes twice
        return self.filter(spells__period__contains=on, spells__is_waived=False)


class FindingManager(models.Manager.from_queryset(FindingQuerySet)):
    """Finds a finding by its key."""

    def get_by_natural_key(self, rule, subject_kind, subject_number):
        """Return the finding of ``rule`` on the subject."""
        return self.get(rule=rule, subject_kind=subject_kind, subject_number=subject_number)


class Finding(Scoped):
    """A rule fails, or failed, for one subject.

    The sentence is made from the rule's text and ``evidence``; ``subject_number`` is the natural key
    of the subject, so that a finding survives export and import. A rule gives one judgement per
    subject, so ``variant`` and ``severity`` say how it fails now and may change under the same finding.
    """

    scope_path = "school"
    jurisdiction_path = "jurisdiction"

    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="findings", verbose_name=_("学校")
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name=_("行政区划"),
    )
    rule = models.CharField(_("规则"), max_length=12)
    variant = models.CharField(_("情形"), max_length=24, blank=True)
    severity = models.CharField(_("程度"), max_length=8, choices=Severity)
    subject_kind = models.CharField(_("对象种类"), max_length=12, choices=SubjectKind)
    subject_number = models.CharField(_("对象登记号"), max_length=120)
    subject_name = models.CharField(_("对象"), max_length=160)
    evidence = models.JSONField(_("依据数据"), default=dict)
    is_waived = models.BooleanField(_("已豁免"), default=False)
    first_seen = models.DateField(_("首次发现"))
    last_seen = models.DateField(_("最近一次确认"))
    closed_on = models.DateField(_("消除日期"), null=True, blank=True)
    reopened = models.PositiveSmallIntegerField(_("再次出现次数"), default=0)

    objects = FindingManager()

    class Meta:
        verbose_name = _("检查发现")
        verbose_name_plural = _("检查发现")
        ordering = ("school", "rule", "subject_number")
        constraints = (
            models.UniqueConstraint(name="finding_once", fields=["rule", "subject_kind", "subject_number"]),
            models.CheckConstraint(
                name="finding_belongs_somewhere",
                condition=Q(school__isnull=False) | Q(jurisdiction__isnull=False),
            ),
            models.CheckConstraint(name="finding_severity_known", condition=Q(severity__in=Severity.values)),
            models.CheckConstraint(
                name="finding_subject_known", condition=Q(subject_kind__in=SubjectKind.values)
            ),
        )
        indexes = (
            models.Index(
                fields=["school", "rule"], condition=Q(closed_on=None), name="finding_open_by_school"
            ),
            models.Index(
                fields=["rule", "severity"], condition=Q(closed_on=None), name="finding_open_by_rule"
            ),
            models.Index(
                fields=["first_seen"], condition=Q(closed_on=None), name="finding_open_by_first_seen"
            ),
        )

    def __str__(self):
        return f"{self.rule} {self.subject_name}"

    def natural_key(self):
        """Return the rule, and kind and number of the subject."""
        return (self.rule, self.subject_kind, self.subject_number)

    natural_key.dependencies = ["schools.school", "schools.jurisdiction"]


class SchoolCheck(Scoped):
    """The newest check of a school: when, on which day, and how many judgements came to what."""

    scope_path = "school"

    school = models.OneToOneField(School, models.CASCADE, related_name="check_result", verbose_name=_("学校"))
    on = models.DateField(_("检查日期"))
    checked_at = models.DateTimeField(_("检查时间"))
    rules_version = models.CharField(_("规则版本"), max_length=24)
    outcomes = models.JSONField(_("各种结果数"), default=dict)
    unknown = models.JSONField(_("暂不能判断的事项"), default=list)
    unattested = models.JSONField(_("待核实的规则"), default=list)
    base_units = models.PositiveSmallIntegerField(_("有党员的基本单元"), default=0)
    covered_units = models.PositiveSmallIntegerField(_("已覆盖的基本单元"), default=0)

    class Meta:
        verbose_name = _("检查结果")
        verbose_name_plural = _("检查结果")

    def __str__(self):
        return f"{self.school} {self.on}"


class WaiverManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a waiver by what it waives and its first day."""

    def get_by_natural_key(self, rule, subject_kind, subject_number, start):
        """Return the waiver of ``rule`` for the subject that starts on ``start``."""
        return self.get(
            rule=rule, subject_kind=subject_kind, subject_number=subject_number, period__startswith=start
        )


@tracked("school")
class Waiver(Dated):
    """A decision, with reason, document and end date, not to pursue a finding for a while."""

    scope_path = "school"

    school = models.ForeignKey(School, models.CASCADE, related_name="waivers", verbose_name=_("学校"))
    rule = models.CharField(_("规则"), max_length=12)
    subject_kind = models.CharField(_("对象种类"), max_length=12, choices=SubjectKind)
    subject_number = models.CharField(_("对象登记号"), max_length=120)
    reason = models.CharField(_("理由"), max_length=300)
    approver = models.CharField(_("批准人或者批准单位"), max_length=120)
    document_number = models.CharField(_("批准文号"), max_length=60)

    objects = WaiverManager()

    class Meta(Dated.Meta):
        verbose_name = _("豁免")
        verbose_name_plural = _("豁免")
        ordering = ("school", "rule", "subject_number", "period")
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="waiver_ends",
                condition=Q(period__endswith__isnull=False),
                violation_error_message=_("豁免应当有结束日期。"),
            ),
            ExclusionConstraint(
                name="waiver_once_at_a_time",
                expressions=[
                    (same_text("rule", "subject_kind", "subject_number"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个对象的同一规则已有豁免。"),
            ),
        )

    def __str__(self):
        return f"{self.rule} {self.subject_number}"

    def natural_key(self):
        """Return rule, kind and number of the subject, and the first day."""
        return (self.rule, self.subject_kind, self.subject_number, self.starts_on.isoformat())

    natural_key.dependencies = ["schools.school"]
