"""导入: a workbook on its way into the register."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import ChangeSet
from intake.choices import ImportStage, ImportState
from schools.models import Jurisdiction, School
from schools.querysets import Scoped, ScopedQuerySet

#: Longest name kept of the file.
LONGEST_NAME = 120


def stored_name(_row: "RosterImport", _filename: str) -> str:
    """Return where the file lies: nothing that people wrote gets into a path."""
    return f"imports/{uuid4().hex}"


class RosterImportQuerySet(ScopedQuerySet):
    """Imports; each belongs to the person who sent the file."""

    def visible_to(self, user):
        """Return the user's own imports, of places he may still see."""
        return super().visible_to(user).filter(asked_by=user.pk)


class RosterImport(Scoped):
    """A workbook somebody sent for a school or for all schools of a jurisdiction.

    ``stage`` is what is done with it next; ``done`` of ``total`` schools are through that stage. What was
    read lies in parts, one for each school, so that an import that was cancelled, or whose worker was
    killed, goes on where it stopped. ``on`` is the day for which the workbook holds.
    """

    scope_path = "school"
    jurisdiction_path = "jurisdiction"

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("学校")
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("行政区划")
    )
    file = models.FileField(_("文件"), upload_to=stored_name, blank=True)
    name = models.CharField(_("文件名"), max_length=LONGEST_NAME)
    size = models.PositiveIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64, editable=False)
    on = models.DateField(_("数据日期"))
    language = models.CharField(_("语言"), max_length=10)
    state = models.CharField(_("状态"), max_length=12, choices=ImportState, default=ImportState.QUEUED)
    stage = models.CharField(_("步骤"), max_length=8, choices=ImportStage, default=ImportStage.READ)
    done = models.PositiveIntegerField(_("已完成"), default=0)
    total = models.PositiveIntegerField(_("学校数"), default=0)
    problem = models.TextField(_("说明"), blank=True)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    #: What is wrong or to be asked and belongs to no school.
    problems = models.JSONField(default=list, blank=True)
    questions = models.JSONField(default=list, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports", verbose_name=_("导入人")
    )
    asked_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    applied_at = models.DateTimeField(_("实施时间"), null=True, blank=True)
    #: A worker that goes on touches it with every school; one that was killed does not.
    beat_at = models.DateTimeField(_("最近进展"), auto_now_add=True)

    objects = RosterImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("导入")
        verbose_name_plural = _("导入")
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=["asked_by", "-asked_at"], name="rosterimport_by_asker"),)
        constraints = (
            models.CheckConstraint(
                name="rosterimport_one_place",
                condition=Q(school__isnull=False, jurisdiction=None)
                | Q(school=None, jurisdiction__isnull=False),
                violation_error_message=_("导入应当属于一所学校或者一个行政区划。"),
            ),
            models.CheckConstraint(
                name="rosterimport_state_known", condition=Q(state__in=ImportState.values)
            ),
            models.CheckConstraint(
                name="rosterimport_stage_known", condition=Q(stage__in=ImportStage.values)
            ),
            models.CheckConstraint(
                name="rosterimport_done_was_applied",
                condition=~Q(state=ImportState.DONE) | Q(applied_at__isnull=False),
                violation_error_message=_("已实施的导入应当有实施时间。"),
            ),
        )

    def __str__(self):
        return self.name

    @property
    def place(self) -> School | Jurisdiction:
        """The school, or the jurisdiction, it is for."""
        return self.school or self.jurisdiction

    @property
    def area(self) -> Jurisdiction:
        """The jurisdiction that answers for it."""
        return self.school.jurisdiction if self.school else self.jurisdiction

    @property
    def percent(self) -> int:
        """How much of the stage is through, in percent, rounded down."""
        return self.done * 100 // self.total if self.total else 0


class ImportPart(models.Model):
    """What the workbook says of one school, and what that comes to.

    ``rows`` as they were read; ``problems``, ``questions``, ``steps`` and ``findings`` from the last check.
    ``is_applied`` is set in the transaction that writes the rows into the register.
    """

    roster_import = models.ForeignKey(
        RosterImport, models.CASCADE, related_name="parts", verbose_name=_("导入")
    )
    number = models.PositiveIntegerField(_("序号"))
    code = models.CharField(_("学校标识码"), max_length=10)
    name = models.CharField(_("学校名称"), max_length=120)
    rows = models.JSONField(_("内容"))
    problems = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    findings = models.JSONField(default=dict)
    is_checked = models.BooleanField(_("已核对"), default=False)
    is_applied = models.BooleanField(_("已实施"), default=False)
    decides = models.BooleanField(_("由主管部门办理"), default=False)
    change_set = models.ForeignKey(
        ChangeSet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("变更记录")
    )

    class Meta:
        verbose_name = _("导入的学校")
        verbose_name_plural = _("导入的学校")
        ordering = ("roster_import", "number")
        constraints = (
            models.UniqueConstraint(fields=["roster_import", "code"], name="importpart_school_once"),
        )

    def __str__(self):
        return self.name
