"""A file with people in it that left, or is to leave."""

from secrets import choice

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import GrantRole
from privacy.choices import ExportState, Purpose
from schools.models import Jurisdiction, School
from schools.querysets import Scoped

#: Signs that are not mistaken for each other on paper.
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
#: Roles that look up who took which file away.
WATCHING = (GrantRole.SECURITY, GrantRole.AUDITOR, GrantRole.OFFICIAL)


def new_number() -> str:
    """Return the number of an export, as it stands on every page of the file."""
    signs = "".join(choice(_SIGNS) for _nth in range(10))
    return f"{signs[:5]}-{signs[5:]}"


class DataExport(Scoped):
    """Who took which people's data away, what for, and what exactly left.

    ``arguments`` and ``filters`` are what the address named; ``sha256`` is that of the file as it left.
    """

    scope_path = "school"
    jurisdiction_path = "jurisdiction"

    number = models.CharField(_("导出编号"), max_length=11, unique=True, default=new_number, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="data_exports", verbose_name=_("导出人")
    )
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="data_exports", verbose_name=_("学校")
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="data_exports",
        verbose_name=_("行政区划"),
    )
    route = models.CharField(_("导出内容"), max_length=80)
    arguments = models.JSONField(_("地址"), default=dict, blank=True)
    filters = models.JSONField(_("筛选条件"), default=dict, blank=True)
    purpose = models.CharField(_("用途"), max_length=12, choices=Purpose)
    note = models.CharField(_("用途说明"), max_length=300, blank=True)
    people = models.PositiveIntegerField(_("涉及人数"))
    needs_approval = models.BooleanField(_("须经批准"), default=False)
    state = models.CharField(_("状态"), max_length=10, choices=ExportState, default=ExportState.APPROVED)
    asked_at = models.DateTimeField(_("申请时间"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("批准人"),
    )
    decided_at = models.DateTimeField(_("批准时间"), null=True, blank=True)
    answer = models.CharField(_("批准意见"), max_length=300, blank=True)
    taken_at = models.DateTimeField(_("导出时间"), null=True, blank=True)
    file_name = models.CharField(_("文件名"), max_length=200, blank=True)
    sha256 = models.CharField(_("校验值"), max_length=64, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("大小"), default=0)

    class Meta:
        verbose_name = _("数据导出")
        verbose_name_plural = _("数据导出")
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=["user", "-asked_at"], name="dataexport_by_user"),)
        constraints = (
            models.CheckConstraint(
                name="dataexport_one_place",
                condition=Q(school__isnull=False, jurisdiction=None)
                | Q(school=None, jurisdiction__isnull=False),
                violation_error_message=_("导出应当属于一所学校或者一个行政区划。"),
            ),
            models.CheckConstraint(
                name="dataexport_two_people",
                condition=Q(decided_by=None) | ~Q(decided_by=F("user")),
                violation_error_message=_("不能批准自己申请的导出。"),
            ),
            models.CheckConstraint(
                name="dataexport_approved_first",
                condition=Q(needs_approval=False)
                | Q(state=ExportState.WAITING)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                violation_error_message=_("这次导出须经另一人批准。"),
            ),
            models.CheckConstraint(
                name="dataexport_taken_is_whole",
                condition=~Q(state=ExportState.TAKEN) | (Q(taken_at__isnull=False) & ~Q(sha256="")),
                violation_error_message=_("已导出的文件应当有时间和校验值。"),
            ),
            models.CheckConstraint(
                name="dataexport_says_what_for",
                condition=~Q(purpose=Purpose.OTHER) | ~Q(note=""),
                violation_error_message=_("请写明用途。"),
            ),
            models.CheckConstraint(name="dataexport_state_known", condition=Q(state__in=ExportState.values)),
        )

    def __str__(self):
        return self.number

    @property
    def place(self):
        """Return the school or the jurisdiction whose people are in the file."""
        return self.school or self.jurisdiction

    @classmethod
    def scope_filter(cls, user) -> Q:
        """Return the condition: one's own, and what left places where one looks after that."""
        inside = Q(school__in=user.granted_schools(*WATCHING))
        inside |= Q(jurisdiction__in=user.granted_jurisdictions(*WATCHING))
        inside |= Q(school__in=user.granted_schools(GrantRole.ADMINISTRATOR), jurisdiction=None)
        return Q(user=user) | inside
