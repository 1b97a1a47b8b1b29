"""报告: a file made in the background from what was found at many schools."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.choices.report import ReportFormat, ReportKind, ReportState
from schools.models import Jurisdiction
from schools.querysets import Scoped, ScopedQuerySet


def stored_name(_row: "Report", _filename: str) -> str:
    """Return where the file lies: nothing that people wrote gets into a path."""
    return f"reports/{uuid4().hex}"


class ReportQuerySet(ScopedQuerySet):
    """Reports; each belongs to the person who asked for it."""

    def visible_to(self, user):
        """Return the user's own reports, of places he may still see."""
        return super().visible_to(user).filter(asked_by=user.pk)


class Report(Scoped):
    """A report somebody asked for.

    ``done`` of ``total`` schools have been gathered; what was gathered lies in parts until the file is
    written, so that a report that was cancelled, or whose worker was killed, goes on where it stopped.
    """

    jurisdiction_path = "jurisdiction"

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    kind = models.CharField(_("种类"), max_length=12, choices=ReportKind)
    format = models.CharField(_("格式"), max_length=4, choices=ReportFormat)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="reports", verbose_name=_("行政区划")
    )
    on = models.DateField(_("截止日期"))
    language = models.CharField(_("语言"), max_length=10)
    state = models.CharField(_("状态"), max_length=12, choices=ReportState, default=ReportState.QUEUED)
    done = models.PositiveIntegerField(_("已完成"), default=0)
    total = models.PositiveIntegerField(_("学校数"), default=0)
    problem = models.TextField(_("说明"), blank=True)
    file = models.FileField(_("文件"), upload_to=stored_name, blank=True)
    size = models.PositiveIntegerField(_("大小"), default=0)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    rules_version = models.CharField(_("规则版本"), max_length=24, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reports", verbose_name=_("申请人")
    )
    asked_at = models.DateTimeField(_("申请时间"), auto_now_add=True)
    #: A worker that goes on touches it with every part; one that was killed does not.
    beat_at = models.DateTimeField(_("最近进展"), auto_now_add=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("报告")
        verbose_name_plural = _("报告")
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=["asked_by", "-asked_at"], name="report_by_asker"),)
        constraints = (
            models.CheckConstraint(name="report_kind_known", condition=Q(kind__in=ReportKind.values)),
            models.CheckConstraint(name="report_format_known", condition=Q(format__in=ReportFormat.values)),
            models.CheckConstraint(name="report_state_known", condition=Q(state__in=ReportState.values)),
            models.CheckConstraint(
                name="report_done_has_file",
                condition=~Q(state=ReportState.DONE) | ~Q(file=""),
                violation_error_message=_("已完成的报告应当有文件。"),
            ),
        )

    def __str__(self):
        return f"{self.jurisdiction} {self.get_kind_display()}"

    @property
    def percent(self) -> int:
        """How much has been gathered, in percent, rounded down."""
        return self.done * 100 // self.total if self.total else 0


class ReportPart(models.Model):
    """What was gathered of one run of schools, until the file is written."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="parts", verbose_name=_("报告"))
    number = models.PositiveIntegerField(_("序号"))
    schools = models.PositiveIntegerField(_("学校数"))
    rows = models.JSONField(_("内容"))

    class Meta:
        verbose_name = _("报告片段")
        verbose_name_plural = _("报告片段")
        ordering = ("report", "number")
        constraints = (models.UniqueConstraint(fields=["report", "number"], name="report_part_once"),)

    def __str__(self):
        return f"{self.report_id} {self.number}"
