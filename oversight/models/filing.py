"""备案: the structure of a school as it was handed to the district, kept for good."""

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.choices.filing import FilingAction, FilingKind, FilingState
from oversight.models.entry import Entry, Handled
from schools.models import Jurisdiction, School

#: States in which a filing carries a number of the district.
NUMBERED = (FilingState.ACCEPTED, FilingState.SUPERSEDED)


class Filing(Handled):
    """One filing of one school.

    ``content`` is the structure as JSON on the day ``checked_on``, ``sha256`` the fingerprint of its
    canonical form: neither is written again.
    """

    scope_path = "school"

    school = models.ForeignKey(School, models.PROTECT, related_name="filings", verbose_name=_("学校"))
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="filings", verbose_name=_("备案地")
    )
    state = models.CharField(_("状态"), max_length=16, choices=FilingState, default=FilingState.SUBMITTED)
    kind = models.CharField(_("种类"), max_length=8, choices=FilingKind, default=FilingKind.YEARLY)
    year = models.PositiveSmallIntegerField(_("年度"))
    note = models.TextField(_("说明"), max_length=2000, blank=True)
    content = models.JSONField(_("备案内容"), editable=False)
    sha256 = models.CharField(max_length=64, validators=[MinLengthValidator(64)], editable=False)
    checked_on = models.DateField(_("检查日期"), editable=False)
    rules_version = models.CharField(_("规则版本"), max_length=24, editable=False)
    findings_n = models.PositiveIntegerField(_("检查发现数"), default=0, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("报送人")
    )
    submitted_at = models.DateTimeField(_("报送时间"), auto_now_add=True)
    number = models.CharField(_("备案编号"), max_length=60, blank=True)
    decided_on = models.DateField(_("办理日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("备案")
        verbose_name_plural = _("备案")
        ordering = ("-submitted_at", "-pk")
        indexes = (
            models.Index(fields=["jurisdiction", "year", "state"], name="filing_place_year_state"),
            models.Index(fields=["state", "submitted_at"], name="filing_state"),
        )
        constraints = (
            models.UniqueConstraint(
                name="filing_one_waits",
                fields=["school"],
                condition=Q(state=FilingState.SUBMITTED),
                violation_error_message=_("学校已经有一份备案等待审核，请先撤回再重新报送。"),
            ),
            models.UniqueConstraint(
                name="filing_one_stands",
                fields=["school"],
                condition=Q(state=FilingState.ACCEPTED),
                violation_error_message=_("学校已经有一份现行的备案。"),
            ),
            models.UniqueConstraint(
                name="filing_number_once",
                fields=["jurisdiction", "number"],
                condition=~Q(number=""),
                violation_error_message=_("这个备案编号已经用过，请换一个。"),
            ),
            models.CheckConstraint(
                name="filing_accepted_with_number",
                condition=~Q(state__in=NUMBERED) | (~Q(number="") & Q(decided_on__isnull=False)),
                violation_error_message=_("同意备案应当有备案编号和日期。"),
            ),
        )

    def __str__(self):
        return f"{self.school} {self.year} {self.get_kind_display()}"


class FilingEntry(Entry):
    """What was done with a filing."""

    scope_path = "filing__school"

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="entries", verbose_name=_("备案"))
    action = models.CharField(_("办理"), max_length=16, choices=FilingAction)

    class Meta(Entry.Meta):
        verbose_name = _("备案记录")
        verbose_name_plural = _("备案记录")
