"""What people said a heading or a word means, remembered for a jurisdiction."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from schools.models import Jurisdiction
from schools.querysets import Scoped


class RememberedAnswer(Scoped):
    """An answer that holds for all imports of a jurisdiction: it is asked once."""

    jurisdiction_path = "jurisdiction"

    jurisdiction = models.ForeignKey(
        Jurisdiction, models.CASCADE, related_name="remembered_answers", verbose_name=_("行政区划")
    )
    question = models.CharField(_("问题"), max_length=160)
    answer = models.CharField(_("回答"), max_length=80, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("回答人")
    )
    said_at = models.DateTimeField(_("回答时间"), auto_now=True)

    class Meta:
        verbose_name = _("导入时记住的回答")
        verbose_name_plural = _("导入时记住的回答")
        ordering = ("jurisdiction", "question")
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "question"], name="remembered_answer_once"),
        )

    def __str__(self):
        return self.question
