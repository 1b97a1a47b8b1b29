"""办结进度: the closing of a round with many schools, which takes longer than a page may."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from oversight.choices.round import ClosingState
from oversight.models.round import Round
from schools.querysets import Scoped


class RoundClosing(Scoped):
    """A round that is being closed; the row goes when it is closed, or when the closing is called off.

    ``done`` of ``total`` schools have been judged on the day ``on``, in the order of their codes up to
    ``last_code``, so that a closing whose worker was killed goes on where it stopped.
    """

    jurisdiction_path = "round__jurisdiction"

    round = models.OneToOneField(Round, models.CASCADE, related_name="closing", verbose_name=_("检查"))
    state = models.CharField(_("状态"), max_length=8, choices=ClosingState, default=ClosingState.QUEUED)
    on = models.DateField(_("检查日期"))
    text = models.TextField(_("说明"), max_length=2000, blank=True)
    done = models.PositiveIntegerField(_("已完成"), default=0)
    total = models.PositiveIntegerField(_("学校数"), default=0)
    last_code = models.CharField(max_length=10, blank=True)
    problem = models.TextField(_("没有完成的原因"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("办理人")
    )
    asked_at = models.DateTimeField(_("开始时间"), auto_now_add=True)
    #: A worker that goes on touches it with every chunk; one that was killed does not.
    beat_at = models.DateTimeField(_("最近进展"), auto_now_add=True)

    class Meta:
        verbose_name = _("办结进度")
        verbose_name_plural = _("办结进度")
        ordering = ("asked_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="round_closing_state_known", condition=Q(state__in=ClosingState.values)
            ),
            models.CheckConstraint(
                name="round_closing_done_of_total",
                condition=Q(done__lte=F("total")),
                violation_error_message=_("已完成的学校不能多于全部学校。"),
            ),
        )

    def __str__(self):
        return str(self.round)

    @property
    def percent(self) -> int:
        """How much has been judged, in percent, rounded down."""
        return self.done * 100 // self.total if self.total else 0
