"""What a program was answered, so that it may safely ask again."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from api.models.api_token import ApiToken


class KeptAnswer(models.Model):
    """The answer to a write that was done under an ``Idempotency-Key``.

    It is written in the transaction of the write: either both are there or neither. ``digest`` is
    that of the request, so that a key is not taken for two different ones.
    """

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="answers", verbose_name=_("接口令牌"))
    key = models.CharField(_("幂等键"), max_length=80)
    digest = models.CharField(max_length=64, editable=False)
    body = models.JSONField(_("回答"), default=dict, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField(_("时间"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("保留的回答")
        verbose_name_plural = _("保留的回答")
        constraints = (
            models.UniqueConstraint(
                name="keptanswer_once",
                fields=["token", "key"],
                violation_error_message=_("这个幂等键已经用过。"),
            ),
        )

    def __str__(self):
        return self.key
