"""整改事项: the work on one finding."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from governance.models import Finding
from oversight.choices.case import WORKING_STATES, CaseAction, CaseState
from oversight.models.entry import Entry, Handled
from oversight.models.evidence import Evidence
from schools.models import School
from schools.querysets import ScopedQuerySet

#: States that the rules and waivers bring about; on record they only say what was so at the time.
_BROUGHT_ABOUT = (CaseState.CLOSED, CaseState.WAIVED)

#: Which findings are in WORKING_STATES, said of the columns that ``work`` is made of: the planner knows
#: nothing of a CASE, and would look up the schools of all of them one by one.
AT_WORK = Q(closed_on=None, is_waived=False)


def with_work(findings: QuerySet) -> QuerySet:
    """Annotate ``work``, ``due`` and ``reminded`` as ``FindingCase`` tells them, also without a case."""
    is_current = Q(case__episode=F("reopened"))
    return findings.annotate(
        work=Case(
            When(closed_on__isnull=False, then=Value(CaseState.CLOSED.value)),
            When(is_waived=True, then=Value(CaseState.WAIVED.value)),
            When(~is_current | Q(case=None), then=Value(CaseState.PENDING.value)),
            When(case__state__in=_BROUGHT_ABOUT, then=Value(CaseState.PENDING.value)),
            default=F("case__state"),
            output_field=models.CharField(),
        ),
        due=Case(When(is_current, then=F("case__due_on")), output_field=models.DateField()),
        reminded=Case(When(is_current, then=F("case__reminded_on")), output_field=models.DateField()),
    )


class FindingCase(Handled):
    """Who mends a finding, by when, and what was said about it; made when somebody first touches it.

    ``state``, ``due_on`` and ``reminded_on`` belong to ``episode``: how often the finding had come back
    when somebody last did something. Once it has come back again they no longer hold; nobody has to write
    that down, ``work`` and ``due`` say what holds now.
    """

    scope_path = "finding__school"

    finding = models.OneToOneField(Finding, models.CASCADE, related_name="case", verbose_name=_("检查发现"))
    state = models.CharField(_("状态"), max_length=16, choices=CaseState, default=CaseState.PENDING)
    episode = models.PositiveSmallIntegerField(_("第几次出现"), default=0, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("责任人"),
    )
    due_on = models.DateField(_("整改期限"), null=True, blank=True)
    reminded_on = models.DateField(_("提醒日期"), null=True, blank=True)
    files = models.ManyToManyField(Evidence, related_name="cases", blank=True, verbose_name=_("佐证材料"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("整改事项")
        verbose_name_plural = _("整改事项")
        ordering = ("finding",)
        constraints = (
            models.CheckConstraint(name="findingcase_state_known", condition=Q(state__in=CaseState.values)),
        )
        indexes = (
            models.Index(fields=["due_on"], name="findingcase_due"),
            models.Index(fields=["state"], name="findingcase_state"),
        )

    def __str__(self):
        return str(self.finding)

    @property
    def school(self) -> School:
        """The school that is to mend it."""
        return self.finding.school

    @property
    def is_current(self) -> bool:
        """Whether what is on record speaks of this appearance of the finding."""
        return self.episode == self.finding.reopened

    @property
    def work(self) -> CaseState:
        """Where the work stands: what the rules and waivers say goes before what people did."""
        if self.finding.closed_on is not None:
            return CaseState.CLOSED
        if self.finding.is_waived:
            return CaseState.WAIVED
        if not self.is_current or self.state in _BROUGHT_ABOUT:
            return CaseState.PENDING
        return CaseState(self.state)

    @property
    def due(self) -> date | None:
        """The day by which this appearance is to be mended."""
        return self.due_on if self.is_current else None

    def is_overdue(self, on: date) -> bool:
        """Tell whether the day has passed and the rule still fails."""
        return self.due is not None and self.due < on and self.work in WORKING_STATES


class CaseEntry(Entry):
    """What was done about a finding; ``episode`` and ``due_on`` are those of the case at the time."""

    scope_path = "case__finding__school"

    case = models.ForeignKey(FindingCase, models.CASCADE, related_name="entries", verbose_name=_("整改事项"))
    action = models.CharField(_("办理"), max_length=16, choices=CaseAction)
    episode = models.PositiveSmallIntegerField(default=0, editable=False)
    due_on = models.DateField(_("整改期限"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("办理记录")
        verbose_name_plural = _("办理记录")

    def save(self, *args, **kwargs):
        """Keep which appearance of the finding it was about."""
        if self._state.adding:
            self.episode, self.due_on = self.case.episode, self.case.due_on
        super().save(*args, **kwargs)
