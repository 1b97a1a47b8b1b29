"""豁免申请: a school asks that one of its findings is not pursued for a while."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import SubjectKind
from governance.models import Waiver
from oversight.choices.waiver_request import WaiverAction, WaiverState
from oversight.models.entry import Entry, Handled
from oversight.models.evidence import Evidence
from schools.models import School

S = WaiverState


class WaiverRequest(Handled):
    """What a school asks for, and the waiver it came to.

    ``until`` is the last day asked for, or granted once it is; ``renews`` the request whose waiver it
    continues.
    """

    scope_path = "school"

    school = models.ForeignKey(School, models.CASCADE, related_name="waiver_requests", verbose_name=_("学校"))
    rule = models.CharField(_("规则"), max_length=12)
    subject_kind = models.CharField(_("对象种类"), max_length=12, choices=SubjectKind)
    subject_number = models.CharField(_("对象登记号"), max_length=120)
    subject_name = models.CharField(_("对象"), max_length=160)
    state = models.CharField(_("状态"), max_length=16, choices=WaiverState, default=S.ASKED)
    reason = models.CharField(_("申请理由"), max_length=300)
    document_number = models.CharField(_("批准文号"), max_length=60)
    issued_on = models.DateField(_("批准日期"))
    issuer = models.CharField(_("批准单位"), max_length=120)
    until = models.DateField(_("豁免至"))
    asked_on = models.DateField(_("申请日期"))
    waiver = models.OneToOneField(
        Waiver, models.SET_NULL, null=True, blank=True, related_name="request", verbose_name=_("豁免")
    )
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals", verbose_name=_("续期自")
    )
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="+", verbose_name=_("佐证材料"))

    class Meta:
        verbose_name = _("豁免申请")
        verbose_name_plural = _("豁免申请")
        ordering = ("-asked_on", "-pk")
        constraints = (
            models.CheckConstraint(name="waiver_request_state_known", condition=Q(state__in=S.values)),
            models.CheckConstraint(
                name="waiver_request_subject_known", condition=Q(subject_kind__in=SubjectKind.values)
            ),
            models.UniqueConstraint(
                name="waiver_request_once",
                fields=["rule", "subject_kind", "subject_number"],
                condition=Q(state__in=(S.ASKED, S.RETURNED)),
                violation_error_message=_("这项检查发现已有正在办理的豁免申请。"),
            ),
        )
        indexes = (models.Index(fields=["state", "asked_on"], name="waiver_request_waiting"),)

    def __str__(self):
        return f"{self.rule} {self.subject_name}"


class WaiverEntry(Entry):
    """What was done with a request."""

    scope_path = "request__school"

    request = models.ForeignKey(WaiverRequest, models.CASCADE, related_name="entries")
    action = models.CharField(_("办理"), max_length=16, choices=WaiverAction)

    class Meta(Entry.Meta):
        verbose_name = _("豁免申请办理记录")
        verbose_name_plural = _("豁免申请办理记录")
