"""What a webhook is told, and how that went."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from api.choices import DeliveryState, What
from api.models.webhook import Webhook


class Delivery(models.Model):
    """One message to one webhook: sent until it is taken, or until it has been tried often enough."""

    webhook = models.ForeignKey(
        Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("变更推送")
    )
    key = models.UUIDField(_("消息编号"), unique=True, default=uuid4, editable=False)
    payload = models.JSONField(_("内容"))
    state = models.CharField(_("状态"), max_length=12, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("已发送次数"), default=0)
    next_try = models.DateTimeField(_("下次发送"), null=True, blank=True)
    status = models.PositiveSmallIntegerField(_("对方的状态码"), null=True, blank=True)
    problem = models.CharField(_("问题"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("生成时间"), auto_now_add=True)
    tried_at = models.DateTimeField(_("最近发送"), null=True, blank=True)

    class Meta:
        verbose_name = _("推送消息")
        verbose_name_plural = _("推送消息")
        ordering = ("-pk",)
        indexes = (
            models.Index(
                fields=["next_try"], name="delivery_waiting", condition=models.Q(state=DeliveryState.WAITING)
            ),
        )

    def __str__(self):
        return str(self.key)

    @property
    def what(self) -> str:
        """What people call what has happened; programs are told its word."""
        return str(dict(What.choices).get(self.payload.get("what"), ""))
