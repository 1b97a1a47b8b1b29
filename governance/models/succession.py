"""Which organisations were merged into which."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models.organization import PartyOrganization
from schools.history import tracked
from schools.querysets import Scoped, ScopedQuerySet


class OrganizationMergerManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a merger by the organisation that was merged."""

    def get_by_natural_key(self, organization):
        """Return how the organisation with the register number was merged."""
        return self.get(organization__number=organization)


@tracked("organization", "into")
class OrganizationMerger(Scoped):
    """An organisation was dissolved and what it had went over into another, new or not.

    One organisation may take in several; what an organisation was itself made from, when it was split
    off or re-typed, is its ``predecessor``. The day is that of the dissolution.
    """

    scope_path = "organization__school"
    jurisdiction_path = "organization__jurisdiction"

    organization = models.OneToOneField(
        PartyOrganization, models.CASCADE, related_name="merger", verbose_name=_("并入其他组织的党组织")
    )
    into = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="mergers", verbose_name=_("并入的党组织")
    )

    objects = OrganizationMergerManager()

    class Meta:
        verbose_name = _("党组织合并")
        verbose_name_plural = _("党组织合并")
        ordering = ("organization",)
        constraints = (
            models.CheckConstraint(
                name="organizationmerger_not_into_itself",
                condition=~Q(organization=F("into")),
                violation_error_message=_("党组织不能并入自己。"),
            ),
        )

    def __str__(self):
        return f"{self.organization} → {self.into}"

    def natural_key(self):
        """Return the register number of the organisation that was merged."""
        return (self.organization.number,)

    natural_key.dependencies = ["governance.partyorganization"]
