"""佐证材料: a file somebody handed in."""

from uuid import uuid4

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schools.models import Jurisdiction, School
from schools.querysets import Scoped

#: Longest name kept of an uploaded file.
LONGEST_NAME = 120


def stored_name(_row: "Evidence", filename: str) -> str:
    """Return where the file lies: nothing of what people called it gets into a path."""
    return f"evidence/{uuid4().hex}"


class Evidence(Scoped):
    """A file of a school, or of a jurisdiction; it lies outside the web root under a name of our own.

    What it belongs to refers to it. ``sha256`` is the fingerprint of the bytes as they were received.
    """

    scope_path = "school"
    jurisdiction_path = "jurisdiction"

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("学校")
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("行政区划")
    )
    file = models.FileField(_("文件"), upload_to=stored_name)
    name = models.CharField(_("文件名"), max_length=LONGEST_NAME)
    media_type = models.CharField(_("类型"), max_length=100)
    size = models.PositiveIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64, validators=[MinLengthValidator(64)], editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("上传人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("佐证材料")
        verbose_name_plural = _("佐证材料")
        ordering = ("uploaded_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="evidence_belongs_somewhere",
                condition=Q(school__isnull=False, jurisdiction=None)
                | Q(school=None, jurisdiction__isnull=False),
                violation_error_message=_("佐证材料应当属于一所学校或者一个行政区划。"),
            ),
        )

    def __str__(self):
        return self.name
