"""Where another program wants to be told."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from api.choices import Topic
from schools.models import Jurisdiction, School


class WebhookQuerySet(models.QuerySet):
    """Webhooks."""

    def living(self) -> Self:
        """Return those that are told: switched on, and their owner never switched off since they were made.

        Who was switched off and on again makes new ones, as with tokens: somebody else may have the old.
        """
        return self.filter(is_active=True, user__is_active=True, user__enabled_at__lte=F("made_at"))


class Webhook(models.Model):
    """An address that is told what happens in one school or one jurisdiction, as far as its owner sees it.

    ``salt`` makes its secret (``api.webhooks.signing``), which is shown once and kept nowhere.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="webhooks", verbose_name=_("用户")
    )
    name = models.CharField(_("用途"), max_length=60)
    url = models.URLField(_("接收地址"), max_length=300)
    salt = models.CharField(max_length=32, editable=False)
    topics = ArrayField(models.CharField(max_length=8, choices=Topic), verbose_name=_("通知内容"), blank=True)
    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("学校")
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("行政区划")
    )
    is_active = models.BooleanField(_("启用"), default=True)
    made_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("变更推送")
        verbose_name_plural = _("变更推送")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="webhook_one_place",
                condition=Q(school=None, jurisdiction__isnull=False)
                | Q(school__isnull=False, jurisdiction=None),
                violation_error_message=_("推送范围应当是一个行政区划或者一所学校，二者选一。"),
            ),
            models.CheckConstraint(
                name="webhook_has_a_topic",
                condition=Q(topics__len__gt=0),
                violation_error_message=_("请至少选一项通知内容。"),
            ),
        )

    def __str__(self):
        return self.name

    @property
    def said_topics(self) -> str:
        """What it is told about, in words."""
        return str(_("、")).join(str(Topic(topic).label) for topic in self.topics)

    @property
    def is_over(self) -> bool:
        """Whether its owner was switched off since it was made: it is told nothing any more."""
        return not self.user.is_active or self.user.enabled_at > self.made_at

    @property
    def place(self) -> School | Jurisdiction:
        """Where it is told about."""
        return self.school or self.jurisdiction
