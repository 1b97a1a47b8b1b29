"""专项检查、年度核查: a round of checks that a district holds with its schools."""

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from oversight.choices.round import RoundAction, RoundKind, RoundState
from oversight.models.entry import Entry, Handled
from schools.models import Jurisdiction


class Round(Handled):
    """One round of one jurisdiction.

    ``selection`` says which schools it is about while it is drafted: ``choosing``, the ``filter`` of the
    county's page, the ``codes`` that were ticked. ``rules`` and ``chapters`` are codes; none are all.
    ``result`` is written when the round is closed and never again; ``sha256`` is the fingerprint of its
    canonical form.
    """

    jurisdiction_path = "jurisdiction"

    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="rounds", verbose_name=_("行政区划")
    )
    state = models.CharField(_("状态"), max_length=16, choices=RoundState, default=RoundState.DRAFT)
    title = models.CharField(_("名称"), max_length=80, validators=[MinLengthValidator(2)])
    purpose = models.TextField(_("检查目的"), max_length=2000, blank=True)
    kind = models.CharField(_("种类"), max_length=8, choices=RoundKind, default=RoundKind.SPECIAL)
    year = models.PositiveSmallIntegerField(_("年度"))
    starts_on = models.DateField(_("开始日期"))
    deadline = models.DateField(_("上报期限"))
    basis = models.CharField(_("依据文件"), max_length=200, blank=True)
    wants_zero = models.BooleanField(_("没有检查发现的学校也要上报（零报告）"), default=True)
    rules = models.JSONField(_("规则"), default=list, blank=True)
    chapters = models.JSONField(_("类别"), default=list, blank=True)
    selection = models.JSONField(_("学校范围"), default=dict, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("起草人")
    )
    created_at = models.DateTimeField(_("起草时间"), auto_now_add=True)
    opened_on = models.DateField(_("下发日期"), null=True, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    result = models.JSONField(_("办结结果"), null=True, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    rules_version = models.CharField(_("规则版本"), max_length=24, blank=True, editable=False)

    class Meta:
        verbose_name = _("检查")
        verbose_name_plural = _("检查")
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=["jurisdiction", "state"], name="round_place_state"),)
        constraints = (
            models.CheckConstraint(
                name="round_ends_after_start",
                condition=Q(deadline__gte=F("starts_on")),
                violation_error_message=_("上报期限不能早于开始日期。"),
            ),
            models.CheckConstraint(
                name="round_closed_with_result",
                condition=~Q(state=RoundState.CLOSED)
                | (Q(result__isnull=False, closed_on__isnull=False) & ~Q(sha256="")),
                violation_error_message=_("已办结的检查应当有结果。"),
            ),
            models.UniqueConstraint(
                name="round_one_annual_open",
                fields=["jurisdiction", "year"],
                condition=Q(state=RoundState.OPEN, kind=RoundKind.ANNUAL),
                violation_error_message=_("本年度已经有一次年度核查正在进行。"),
            ),
        )

    def __str__(self):
        return self.title

    @property
    def is_annual(self) -> bool:
        """Whether schools answer it by their yearly filing."""
        return self.kind == RoundKind.ANNUAL


class RoundEntry(Entry):
    """What was done with a round."""

    jurisdiction_path = "round__jurisdiction"

    round = models.ForeignKey(Round, models.CASCADE, related_name="entries", verbose_name=_("检查"))
    action = models.CharField(_("办理"), max_length=16, choices=RoundAction)

    class Meta(Entry.Meta):
        verbose_name = _("检查记录")
        verbose_name_plural = _("检查记录")
