"""整改通知书: a rectification notice to one school."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import GrantRole
from governance.choices import Severity
from governance.models import Finding
from oversight.choices.notice import PRIVATE_STATES, NoticeAction, NoticeState
from oversight.models.entry import Entry, Handled
from oversight.models.evidence import Evidence
from schools.models import Jurisdiction, School
from schools.querysets import Scoped, ScopedQuerySet


class NoticeQuerySet(ScopedQuerySet):
    """Notices; a draft is its office's own."""

    def visible_to(self, user):
        """Return the notices ``user`` may see; of drafts those of the offices he acts for."""
        rows = super().visible_to(user)
        if not user.is_authenticated or user.is_superuser:
            return rows
        own = Q(jurisdiction__in=user.granted_jurisdictions(GrantRole.OFFICIAL))
        return rows.filter(~Q(state__in=PRIVATE_STATES) | own)


class NoticePartQuerySet(ScopedQuerySet):
    """Items and records: whoever may not see the notice sees nothing of it."""

    def visible_to(self, user):
        """Return the rows of the notices ``user`` may see."""
        return self.filter(notice__in=Notice.objects.visible_to(user))


class Notice(Handled):
    """What an office asks a school to mend by a day.

    ``number`` is given when it is issued: ``serial`` counts the notices of the office in the year without
    a gap. From then on the items say what the rules said that day, and ``rules_version`` and
    ``checked_on`` which check that was.
    """

    scope_path = "school"

    school = models.ForeignKey(School, models.PROTECT, related_name="notices", verbose_name=_("学校"))
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="notices", verbose_name=_("发文单位所在行政区划")
    )
    state = models.CharField(_("状态"), max_length=16, choices=NoticeState, default=NoticeState.DRAFT)
    issuer = models.CharField(_("发文单位"), max_length=120)
    prefix = models.CharField(_("发文字号的代字"), max_length=20)
    deadline = models.DateField(_("整改期限"))
    text = models.TextField(_("正文"), max_length=2000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("拟稿人")
    )
    created_at = models.DateTimeField(_("拟稿时间"), auto_now_add=True)
    year = models.PositiveSmallIntegerField(null=True, editable=False)
    serial = models.PositiveIntegerField(null=True, editable=False)
    number = models.CharField(_("文号"), max_length=60, blank=True, editable=False)
    issued_on = models.DateField(_("下发日期"), null=True, editable=False)
    rules_version = models.CharField(_("规则版本"), max_length=24, blank=True, editable=False)
    checked_on = models.DateField(_("检查日期"), null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("整改通知书")
        verbose_name_plural = _("整改通知书")
        ordering = ("-changed_at", "-pk")
        indexes = (models.Index(fields=["school", "state"], name="notice_school_state"),)
        constraints = (
            models.CheckConstraint(name="notice_state_known", condition=Q(state__in=NoticeState.values)),
            models.UniqueConstraint(
                name="notice_number_once",
                fields=["jurisdiction", "year", "serial"],
                violation_error_message=_("这个文号已经用过。"),
            ),
            models.CheckConstraint(
                name="notice_issued_with_number",
                condition=Q(state__in=PRIVATE_STATES, serial=None)
                | (~Q(state__in=PRIVATE_STATES) & Q(serial__isnull=False) & ~Q(number="")),
                violation_error_message=_("下发的通知书应当有文号，拟稿没有文号。"),
            ),
        )

    def __str__(self):
        return self.number or str(_("整改通知书（拟稿）"))

    @property
    def is_numbered(self) -> bool:
        """Whether it has been issued at some time."""
        return self.serial is not None


class NoticeItem(Scoped):
    """One finding that a notice names, and what the school answered."""

    scope_path = "notice__school"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="items", verbose_name=_("整改通知书"))
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="notice_items", verbose_name=_("问题"))
    position = models.PositiveSmallIntegerField(_("次序"))
    severity = models.CharField(_("程度"), max_length=8, choices=Severity, blank=True)
    sentence = models.TextField(_("问题"), blank=True)
    clause = models.TextField(_("依据"), blank=True)
    mend = models.TextField(_("整改要求"), blank=True)
    answer = models.TextField(_("整改情况"), max_length=2000, blank=True)
    files = models.ManyToManyField(Evidence, related_name="notice_items", blank=True)

    objects = NoticePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("整改通知书事项")
        verbose_name_plural = _("整改通知书事项")
        ordering = ("notice", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                name="notice_names_a_finding_once",
                fields=["notice", "finding"],
                violation_error_message=_("同一问题在一份通知书里只列一次。"),
            ),
        )

    def __str__(self):
        return self.sentence or str(self.finding)

    @property
    def is_done(self) -> bool:
        """Whether the rule passes, or the finding is waived."""
        return self.finding.closed_on is not None or self.finding.is_waived


class NoticeEntry(Entry):
    """What was done with a notice, or said about it."""

    scope_path = "notice__school"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="entries", verbose_name=_("整改通知书"))
    action = models.CharField(_("办理"), max_length=16, choices=NoticeAction)

    objects = NoticePartQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("通知书办理记录")
        verbose_name_plural = _("通知书办理记录")
