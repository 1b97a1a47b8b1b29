"""导出任务: a file that takes too long to wait for, made in the background."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exports.choices import OrderState
from schools.models import Jurisdiction, School
from schools.querysets import Scoped, ScopedQuerySet


def stored_name(_row: "Order", _filename: str) -> str:
    """Return where the file lies: nothing that people wrote gets into a path."""
    return f"exports/{uuid4().hex}"


class OrderQuerySet(ScopedQuerySet):
    """Orders; each belongs to the person who gave it."""

    def visible_to(self, user):
        """Return the user's own orders, of places he may still see."""
        return super().visible_to(user).filter(asked_by=user.pk)


class Order(Scoped):
    """An export somebody asked for: of one place, on one day, made as ``wanted`` says."""

    scope_path = "school"
    jurisdiction_path = "jurisdiction"

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="export_orders", verbose_name=_("学校")
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="export_orders",
        verbose_name=_("行政区划"),
    )
    product = models.CharField(_("内容"), max_length=30)
    format = models.CharField(_("格式"), max_length=8)
    on = models.DateField(_("截止日期"))
    wanted = models.JSONField(_("栏目和筛选"), default=dict)
    language = models.CharField(_("语言"), max_length=10)
    state = models.CharField(_("状态"), max_length=12, choices=OrderState, default=OrderState.QUEUED)
    problem = models.TextField(_("说明"), blank=True)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    people = models.PositiveIntegerField(_("人数"), default=0)
    file = models.FileField(_("文件"), upload_to=stored_name, blank=True)
    size = models.PositiveBigIntegerField(_("大小"), default=0)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="export_orders", verbose_name=_("申请人")
    )
    asked_at = models.DateTimeField(_("申请时间"), auto_now_add=True)
    #: A worker touches it while it reads; one that was killed does not.
    beat_at = models.DateTimeField(_("最近进展"), auto_now_add=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("导出任务")
        verbose_name_plural = _("导出任务")
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=["asked_by", "-asked_at"], name="order_by_asker"),)
        constraints = (
            models.CheckConstraint(
                name="order_one_place",
                condition=Q(school=None) ^ Q(jurisdiction=None),
                violation_error_message=_("导出的范围是一所学校，或者一个行政区划。"),
            ),
            models.CheckConstraint(name="order_state_known", condition=Q(state__in=OrderState.values)),
            models.CheckConstraint(
                name="order_done_has_file",
                condition=~Q(state=OrderState.DONE) | ~Q(file=""),
                violation_error_message=_("已完成的导出应当有文件。"),
            ),
        )

    def __str__(self):
        return f"{self.scope} {self.product}"

    @property
    def scope(self) -> School | Jurisdiction:
        """The place."""
        return self.school or self.jurisdiction
