"""核实材料: what a school or an official says about a rule that people attest, with its evidence."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import Conclusion
from governance.models import Attestation
from oversight.choices.statement import StatementAction, StatementState
from oversight.models.entry import Entry, Handled
from oversight.models.evidence import Evidence
from schools.models import School

S = StatementState


class Statement(Handled):
    """A statement on a rule; once it is confirmed it is the attestation that the rules read.

    ``until`` is the last day on which it is to count; empty takes all the months the rule gives.
    """

    scope_path = "school"

    school = models.ForeignKey(School, models.CASCADE, related_name="statements", verbose_name=_("学校"))
    rule = models.CharField(_("规则"), max_length=12)
    state = models.CharField(_("状态"), max_length=16, choices=StatementState, default=S.HANDED_IN)
    conclusion = models.CharField(_("核实结论"), max_length=16, choices=Conclusion)
    note = models.CharField(_("核实情况"), max_length=300, blank=True)
    document_number = models.CharField(_("依据材料"), max_length=120, blank=True)
    until = models.DateField(_("有效期至"), null=True, blank=True)
    made_on = models.DateField(_("填报日期"))
    attestation = models.OneToOneField(
        Attestation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="statement",
        verbose_name=_("人工核实"),
    )
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="+", verbose_name=_("佐证材料"))

    class Meta:
        verbose_name = _("核实材料")
        verbose_name_plural = _("核实材料")
        ordering = ("-made_on", "-pk")
        constraints = (
            models.CheckConstraint(name="statement_state_known", condition=Q(state__in=S.values)),
            models.CheckConstraint(
                name="statement_conclusion_known", condition=Q(conclusion__in=Conclusion.values)
            ),
            models.UniqueConstraint(
                name="statement_once",
                fields=["school", "rule"],
                condition=Q(state__in=(S.HANDED_IN, S.RETURNED)),
                violation_error_message=_("这条规则已有正在办理的自查上报。"),
            ),
        )
        indexes = (models.Index(fields=["state", "made_on"], name="statement_waiting"),)

    def __str__(self):
        return f"{self.rule} {self.get_conclusion_display()}"


class StatementEntry(Entry):
    """What was done with a statement."""

    scope_path = "statement__school"

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="entries")
    action = models.CharField(_("办理"), max_length=16, choices=StatementAction)

    class Meta(Entry.Meta):
        verbose_name = _("核实材料办理记录")
        verbose_name_plural = _("核实材料办理记录")
