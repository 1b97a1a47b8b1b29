"""How often a token was used."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from api.models.api_token import ApiToken


class TokenCount(models.Model):
    """Requests with one token within the minute that began at ``since``; all processes count together."""

    token = models.OneToOneField(
        ApiToken, models.CASCADE, primary_key=True, related_name="count", verbose_name=_("接口令牌")
    )
    since = models.DateTimeField(_("起算时间"))
    requests = models.PositiveIntegerField(_("请求数"), default=0)

    class Meta:
        verbose_name = _("令牌计数")
        verbose_name_plural = _("令牌计数")

    def __str__(self):
        return f"{self.token} {self.requests}"
