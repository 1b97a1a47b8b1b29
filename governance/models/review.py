"""年度摸底: the structure of a school was gone through, school and district together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from schools.models import School
from schools.querysets import Scoped, ScopedQuerySet


class StructureReviewManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a review by its school and day."""

    def get_by_natural_key(self, school, day):
        """Return the review of the school as it was on the day."""
        return self.get(school__code=school, reviewed_on=day)


class StructureReview(Scoped):
    """The structure of the school, as it was on ``reviewed_on``, was handed in and found in order.

    It is the trace that a yearly filing leaves in the register when the district accepts it, and what
    the rule of the yearly review asks for. ``note`` names the filing.
    """

    scope_path = "school"

    school = models.ForeignKey(School, models.CASCADE, related_name="reviews", verbose_name=_("学校"))
    reviewed_on = models.DateField(_("摸底日期"))
    note = models.CharField(_("备案编号"), max_length=60, blank=True)

    objects = StructureReviewManager()

    class Meta:
        verbose_name = _("年度摸底")
        verbose_name_plural = _("年度摸底")
        ordering = ("school", "-reviewed_on")
        constraints = (
            models.UniqueConstraint(
                name="structure_review_once_a_day",
                fields=["school", "reviewed_on"],
                violation_error_message=_("这一天的年度摸底已经登记。"),
            ),
        )

    def __str__(self):
        return f"{self.school} {self.reviewed_on}"

    def natural_key(self):
        """Return the school's code and the day."""
        return (self.school.code, self.reviewed_on.isoformat())

    natural_key.dependencies = ["schools.school"]
