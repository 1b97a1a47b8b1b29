"""How a finding stood, and when: the ledger of findings over time."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.choices import Severity
from governance.models.finding import Finding
from schools.likely import likely
from schools.models import School
from schools.models.dated import Dated, same
from schools.querysets import ScopedQuerySet


class FindingSpellQuerySet(ScopedQuerySet):
    """Spells by what they say about a day, or about a stretch of days."""

    def standing(self, on: date):
        """Return those that stood on ``on`` and that nobody had waived then."""
        return self.filter(standing_on(on))

    def waived(self, on: date):
        """Return those that stood on ``on`` and were waived then."""
        return self.filter(waived_on(on))


class FindingSpellManager(models.Manager.from_queryset(FindingSpellQuerySet)):
    """Finds a spell by its finding and its first day."""

    def get_by_natural_key(self, rule, subject_kind, subject_number, start):
        """Return the spell of the finding that starts on ``start``."""
        key = {"rule": rule, "subject_kind": subject_kind, "subject_number": subject_number}
        finding = {f"finding__{name}": value for name, value in key.items()}
        return self.get(period__startswith=start, **finding)


def standing_on(on: date, prefix: str = "") -> Q:
    """Return which spells stood, not waived, on ``on``."""
    return likely(Q(**{f"{prefix}period__contains": on})) & Q(**{f"{prefix}is_waived": False})


def waived_on(on: date) -> Q:
    """Return which spells stood on ``on``, waived."""
    return likely(Q(period__contains=on)) & Q(is_waived=True)


def found_between(first: date, end: date) -> Q:
    """Return the spells that begin a fault, newly found from ``first`` up to ``end``, which is not in it."""
    # The first spell of a fault begins on its first day, later ones after it. Asked as an inequality, it is
    # not taken for a rare thing by the planner.
    return Q(opened_on__gte=first, opened_on__lt=end, period__startswith__lte=F("opened_on"))


def mended_between(first: date, end: date) -> Q:
    """Return the spells that end a fault, mended from ``first`` up to ``end``, which is not in it."""
    return Q(mended_on__gte=first, mended_on__lt=end)


class FindingSpell(Dated):
    """A stretch of days on which a finding stood in one way: of a school, so bad, waived or not.

    Whatever changes ends the spell and begins another; of several changes on one day the last is kept.
    ``opened_on`` is the first day of the fault, through all spells until it is mended; ``mended_on`` is
    the end of the last of them, None while the fault stands or where it only changed.
    """

    scope_path = "school"

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="spells", verbose_name=_("检查发现"))
    school = models.ForeignKey(School, models.CASCADE, related_name="finding_spells", verbose_name=_("学校"))
    rule = models.CharField(_("规则"), max_length=12)
    severity = models.CharField(_("程度"), max_length=8, choices=Severity)
    is_waived = models.BooleanField(_("已豁免"), default=False)
    opened_on = models.DateField(_("问题开始日期"), db_index=True)
    mended_on = models.DateField(_("消除日期"), null=True, blank=True, db_index=True)

    objects = FindingSpellManager()

    class Meta(Dated.Meta):
        verbose_name = _("检查发现的经过")
        verbose_name_plural = _("检查发现的经过")
        ordering = ("school", "rule", "period", "pk")
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="findingspell_once_at_a_time",
                expressions=[
                    (same("finding"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("一个检查发现在同一天只有一种情况。"),
            ),
            models.CheckConstraint(
                name="findingspell_opened_first", condition=Q(opened_on__lte=F("period__startswith"))
            ),
            models.CheckConstraint(
                name="findingspell_mended_at_its_end",
                condition=Q(mended_on=None) | Q(mended_on=F("period__endswith")),
            ),
            models.CheckConstraint(
                name="findingspell_severity_known", condition=Q(severity__in=Severity.values)
            ),
        )

    def __str__(self):
        return f"{self.rule} {self.school} {self.starts_on}"

    def natural_key(self):
        """Return the key of the finding and the first day."""
        return (*self.finding.natural_key(), self.starts_on.isoformat())

    natural_key.dependencies = ["governance.finding", "schools.school"]
