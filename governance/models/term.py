"""Terms of office (届次)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import Method
from governance.models.document import Document
from governance.models.organization import PartyOrganization
from schools.history import tracked
from schools.models.dated import Dated, same
from schools.querysets import ScopedQuerySet


class TermManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a term by organisation and first day."""

    def get_by_natural_key(self, organization, start):
        """Return the term of the organisation that starts on ``start``."""
        return self.get(organization__number=organization, period__startswith=start)


@tracked("organization")
class Term(Dated):
    """A term of an organisation. ``period`` ends when the next election is held, not when it is due.

    ``committee_seats`` counts persons, the secretary and deputies included; 0 means that the branch
    has no committee, None that nobody recorded the number.
    """

    scope_path = "organization__school"
    jurisdiction_path = "organization__jurisdiction"

    organization = models.ForeignKey(
        PartyOrganization, models.CASCADE, related_name="terms", verbose_name=_("党组织")
    )
    number = models.PositiveSmallIntegerField(_("第几届"), null=True, blank=True)
    planned_end = models.DateField(_("届满日期"), null=True, blank=True)
    method = models.CharField(_("产生方式"), max_length=12, choices=Method, default=Method.ELECTED)
    committee_seats = models.PositiveSmallIntegerField(_("委员职数"), null=True, blank=True)
    deputy_seats = models.PositiveSmallIntegerField(_("副书记职数"), default=0)
    is_carried_over = models.BooleanField(_("经批准顺延任期"), default=False)
    extended_until = models.DateField(_("延期至"), null=True, blank=True)
    extension_applied_on = models.DateField(_("申请延期日期"), null=True, blank=True)
    extension = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("延期批复")
    )
    early_approval = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("提前换届批复")
    )
    reminded_on = models.DateField(_("换届提醒日期"), null=True, blank=True)
    election_opened_on = models.DateField(_("启动换届日期"), null=True, blank=True)
    by_election_opened_on = models.DateField(_("启动补选日期"), null=True, blank=True)

    objects = TermManager()

    class Meta(Dated.Meta):
        verbose_name = _("届次")
        verbose_name_plural = _("届次")
        ordering = ("organization", "period")
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="term_one_at_a_time",
                expressions=[
                    (same("organization"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("同一党组织的两届任期不能重叠，请先办结上一届。"),
            ),
            models.CheckConstraint(
                name="term_planned_end_after_start",
                condition=Q(planned_end=None) | Q(planned_end__gt=models.F("period__startswith")),
                violation_error_message=_("届满日期应当晚于任期开始日期。"),
            ),
            models.CheckConstraint(name="term_method_known", condition=Q(method__in=Method.values)),
        )

    def __str__(self):
        return _("第%(number)s届") % {"number": self.number or "—"}

    def natural_key(self):
        """Return organisation number and first day."""
        return (self.organization.number, self.starts_on.isoformat())

    natural_key.dependencies = ["governance.partyorganization", "governance.document"]
