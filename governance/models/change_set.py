"""Who changed what, and why."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from governance.models.document import Document
from schools.models import Jurisdiction, School
from schools.querysets import Scoped


class ChangeSet(Scoped):
    """One operation: ``effective_on`` is when it holds in the world, ``recorded_at`` when we learned of it.

    ``details`` lists the rows touched: ``[{"kind", "number", "name", "before", "after"}, …]``; ``parts``
    the operations of an act that has several, ``[[operation, summary], …]``. Both are kept in the language
    of the source; ``tellings`` has them in the others, ``{language: {"summary", "parts"}}``: names change, so
    they are told as they were called then. ``is_correction`` says that
    the act reaches back before the day it was recorded; ``undoes`` the change set it takes back.
    """

    scope_path = "school"
    jurisdiction_path = "jurisdiction"

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="change_sets", verbose_name=_("学校")
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="change_sets",
        verbose_name=_("行政区划"),
    )
    operation = models.CharField(_("操作"), max_length=40)
    summary = models.CharField(_("摘要"), max_length=300)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="change_sets",
        verbose_name=_("操作人"),
    )
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    effective_on = models.DateField(_("生效日期"))
    recorded_at = models.DateTimeField(_("记录时间"), auto_now_add=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("依据文件")
    )
    details = models.JSONField(_("明细"), default=list)
    parts = models.JSONField(_("步骤"), default=list, blank=True)
    tellings = models.JSONField(default=dict, blank=True, editable=False)
    decides = models.BooleanField(_("由主管部门办理"), default=False, editable=False)
    is_correction = models.BooleanField(_("更正"), default=False, editable=False)
    undoes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
        editable=False,
        verbose_name=_("所撤销的变更"),
    )
    caused = models.JSONField(_("新增问题"), default=list)
    cured = models.JSONField(_("消除问题"), default=list)

    class Meta:
        verbose_name = _("变更记录")
        verbose_name_plural = _("变更记录")
        ordering = ("-recorded_at", "-pk")
        indexes = (models.Index(fields=["school", "-recorded_at"], name="changeset_school_newest"),)

    def __str__(self):
        return self.told

    @property
    def told(self) -> str:
        """The summary in the language of the reader, if it was kept in it."""
        return self._told("summary") or self.summary

    @property
    def told_parts(self) -> list[str]:
        """The summaries of the operations in the language of the reader, if they were kept in it."""
        return self._told("parts") or [text for _name, text in self.parts]

    def _told(self, what):
        return self.tellings.get(get_language() or "", {}).get(what)
