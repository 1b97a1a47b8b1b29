"""Who belongs to which branch, and decisions that take away the vote."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import MembershipKind, RestrictionKind
from governance.models.document import Document
from governance.models.organization import PartyOrganization
from schools.history import tracked
from schools.models import Person
from schools.models.dated import Dated, same
from schools.querysets import ScopedQuerySet


class PartyMembershipManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a membership by person, kind and first day."""

    def get_by_natural_key(self, person, kind, start):
        """Return the membership of the person that starts on ``start``."""
        return self.get(person__number=person, kind=kind, period__startswith=start)


@tracked("organization")
class PartyMembership(Dated):
    """A member's relation to a branch, or to a named organisation outside the register, for a period."""

    scope_path = "organization__school"
    jurisdiction_path = "organization__jurisdiction"

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="party_memberships", verbose_name=_("党员")
    )
    organization = models.ForeignKey(
        PartyOrganization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("所在支部"),
    )
    external_organization = models.CharField(_("系统外党组织"), max_length=120, blank=True)
    party_group = models.ForeignKey(
        PartyOrganization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="group_memberships",
        verbose_name=_("党小组"),
    )
    kind = models.CharField(
        _("编入方式"), max_length=12, choices=MembershipKind, default=MembershipKind.FORMAL
    )

    objects = PartyMembershipManager()

    class Meta(Dated.Meta):
        verbose_name = _("组织关系")
        verbose_name_plural = _("组织关系")
        ordering = ("person", "kind", "period")
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="partymembership_one_place",
                condition=Q(organization=None) ^ Q(external_organization=""),
                violation_error_message=_("组织关系登记在一个支部，或者登记在一个系统外党组织。"),
            ),
            models.CheckConstraint(
                name="partymembership_kind_known", condition=Q(kind__in=MembershipKind.values)
            ),
            ExclusionConstraint(
                name="partymembership_one_formal_branch",
                expressions=[
                    (same("person"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(kind=MembershipKind.FORMAL),
                violation_error_message=_("一名党员同一时间只能正式编入一个支部，请先办理转出。"),
            ),
        )

    def __str__(self):
        return f"{self.person} {self.organization or self.external_organization}"

    @classmethod
    def scope_filter(cls, user):
        """Return the condition; a relation outside the register belongs to the person's school."""
        outside = Q(organization=None, person__school__in=user.granted_schools())
        return super().scope_filter(user) | outside

    def natural_key(self):
        """Return person number, kind and first day."""
        return (self.person.number, self.kind, self.starts_on.isoformat())

    natural_key.dependencies = ["schools.person", "governance.partyorganization"]


class RightsRestrictionManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a restriction by person, kind and first day."""

    def get_by_natural_key(self, person, kind, start):
        """Return the restriction of the person that starts on ``start``."""
        return self.get(person__number=person, kind=kind, period__startswith=start)


class RightsRestriction(Dated):
    """A recorded decision that takes away a member's vote for a period. Restricted detail."""

    scope_path = "person__school"

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="rights_restrictions", verbose_name=_("党员")
    )
    kind = models.CharField(_("种类"), max_length=12, choices=RestrictionKind)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("决定文件")
    )

    objects = RightsRestrictionManager()

    class Meta(Dated.Meta):
        verbose_name = _("党员权利情况")
        verbose_name_plural = _("党员权利情况")
        ordering = ("person", "kind", "period")

    def __str__(self):
        return f"{self.person} {self.get_kind_display()}"

    def natural_key(self):
        """Return person number, kind and first day."""
        return (self.person.number, self.kind, self.starts_on.isoformat())

    natural_key.dependencies = ["schools.person", "governance.document"]
