"""A reason to keep a person's data longer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schools.models import Person
from schools.querysets import Scoped


class LegalHold(Scoped):
    """Nothing of the person is erased until the hold is lifted: a lawsuit, a complaint, an inspection."""

    scope_path = "person__school"

    person = models.ForeignKey(Person, models.PROTECT, related_name="legal_holds", verbose_name=_("人员"))
    reason = models.CharField(_("保留事由"), max_length=300)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    placed_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("解除人"),
    )
    lifted_at = models.DateTimeField(_("解除时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("保留登记")
        verbose_name_plural = _("保留登记")
        ordering = ("-placed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="legalhold_one_at_a_time",
                fields=["person"],
                condition=Q(lifted_at=None),
                violation_error_message=_("这个人的资料已经登记保留。"),
            ),
            models.CheckConstraint(
                name="legalhold_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("请写明保留事由。"),
            ),
            models.CheckConstraint(
                name="legalhold_lifted_whole",
                condition=Q(lifted_by=None, lifted_at=None)
                | Q(lifted_by__isnull=False, lifted_at__gte=F("placed_at")),
                violation_error_message=_("解除保留应当有解除人和解除时间。"),
            ),
        )

    def __str__(self):
        return f"{self.person}"
