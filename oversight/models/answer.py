"""上报: what one school says in a round, and what was found in it then and in the end."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import Severity, SubjectKind
from governance.models import Finding
from oversight.choices.round import AnswerAction, AnswerState, Now
from oversight.models.entry import Entry, Handled
from oversight.models.filing import Filing
from oversight.models.round import Round
from schools.models import Jurisdiction, School


class Answer(Handled):
    """One school in one round. In a yearly round its answer is its filing of that year."""

    scope_path = "school"
    jurisdiction_path = "round__jurisdiction"

    round = models.ForeignKey(Round, models.CASCADE, related_name="answers", verbose_name=_("检查"))
    school = models.ForeignKey(School, models.PROTECT, related_name="answers", verbose_name=_("学校"))
    state = models.CharField(_("状态"), max_length=16, choices=AnswerState, default=AnswerState.WAITING)
    note = models.TextField(_("总体说明"), max_length=2000, blank=True)
    reported_on = models.DateField(_("上报日期"), null=True, blank=True)
    filing = models.ForeignKey(
        Filing, models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("备案")
    )
    reminded_on = models.DateField(_("最近催报"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("催报次数"), default=0)

    class Meta:
        verbose_name = _("上报")
        verbose_name_plural = _("上报")
        ordering = ("round", "school")
        indexes = (models.Index(fields=["school", "state"], name="answer_school_state"),)
        constraints = (
            models.UniqueConstraint(
                name="answer_once",
                fields=["round", "school"],
                violation_error_message=_("这所学校已经在这次检查里。"),
            ),
            models.CheckConstraint(
                name="answer_reported_on_a_day",
                condition=~Q(state__in=[AnswerState.REPORTED, AnswerState.ACCEPTED])
                | Q(reported_on__isnull=False),
                violation_error_message=_("已上报的应当有上报日期。"),
            ),
        )

    def __str__(self):
        return f"{self.round} {self.school}"

    @property
    def jurisdiction(self) -> Jurisdiction:
        """Who holds the round."""
        return self.round.jurisdiction


class AnswerEntry(Entry):
    """What was done with the answer of a school."""

    scope_path = "answer__school"
    jurisdiction_path = "answer__round__jurisdiction"

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="entries", verbose_name=_("上报"))
    action = models.CharField(_("办理"), max_length=16, choices=AnswerAction)

    class Meta(Entry.Meta):
        verbose_name = _("上报记录")
        verbose_name_plural = _("上报记录")


class RoundFinding(models.Model):
    """A finding of a school in a round.

    Those with ``was_there`` were copied when the round was opened, as they stood; the others are those
    that had come up by its close. ``now`` is written when the round is closed: until then it is asked
    of the finding itself.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="findings", verbose_name=_("上报"))
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="in_rounds", verbose_name=_("检查发现"))
    was_there = models.BooleanField(default=True)
    rule = models.CharField(_("规则"), max_length=12)
    variant = models.CharField(_("情形"), max_length=24, blank=True)
    severity = models.CharField(_("程度"), max_length=8, choices=Severity)
    subject_kind = models.CharField(_("对象种类"), max_length=12, choices=SubjectKind)
    subject_number = models.CharField(_("对象登记号"), max_length=120)
    subject_name = models.CharField(_("对象"), max_length=160)
    evidence = models.JSONField(_("依据数据"), default=dict)
    first_seen = models.DateField(_("首次发现"))
    was_waived = models.BooleanField(_("当时已豁免"), default=False)
    text = models.TextField(_("说明"), max_length=1000, blank=True)
    now = models.CharField(_("现在"), max_length=8, choices=Now, blank=True)

    class Meta:
        verbose_name = _("检查中的发现")
        verbose_name_plural = _("检查中的发现")
        ordering = ("answer", "rule", "subject_number")
        constraints = (models.UniqueConstraint(name="round_finding_once", fields=["answer", "finding"]),)

    def __str__(self):
        return f"{self.rule} {self.subject_name}"
