"""Forms that were sent and did something."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class SubmittedForm(models.Model):
    """A form that counted, and where its answer led: whoever sends it again is led to the same place.

    ``digest`` is a fingerprint of the form's token and of all that was sent with it.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("提交人"), db_index=False)
    digest = models.CharField(_("指纹"), max_length=64)
    address = models.CharField(_("去向"), max_length=2000, blank=True)
    told = models.JSONField(_("答复"), null=True)
    sent_at = models.DateTimeField(_("提交时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("已提交的表单")
        verbose_name_plural = _("已提交的表单")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "digest"],
                name="submitted_form_once",
                violation_error_message=_("这份表单已经提交过。"),
            )
        ]

    def __str__(self):
        return self.address
