"""The page of an organisation on another day than today."""

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from governance.history.past import replay
from governance.models import (
    HostUnit,
    JointCoverage,
    OrganizationStatus,
    PartyMembership,
    PartyOrganization,
    RoleAssignment,
    Term,
)
from governance.presentation.day import Day
from governance.presentation.loading import load_structure
from governance.presentation.organization_page import NEWEST, OrganizationPage
from governance.presentation.other_days import notes_on
from governance.presentation.rows_then import rows_then
from governance.presentation.structure import Structure


class PastOrganizationPage(OrganizationPage):
    """One organisation with the name, the place and the people of the day; nothing to be done."""

    def __init__(self, organization: PartyOrganization, user: User, day: Day):
        super().__init__(organization, user, day)
        self._own = Q(organization=organization.pk)
        whole = self._whole
        if whole is not None:
            self.organization = whole.organizations_by_id.get(organization.pk, organization)
        else:
            about = Q(pgh_obj=organization.pk)
            replay(PartyOrganization, about, day.on, day.known_on).apply([organization])

    @cached_property
    def _whole(self) -> Structure | None:
        school = self.organization.school
        return load_structure(school, self.on, self.day.known_on) if school else None

    @cached_property
    def structure(self) -> Structure:
        """The school's structure on the day; below a jurisdiction, what holds by its dates."""
        return super().structure if self._whole is None else self._whole

    @cached_property
    def above(self) -> tuple[PartyOrganization | None, bool]:
        """The organisation above on the day, and whether the user may look at it."""
        this = self.organization
        upper = self.structure.organizations_by_id.get(this.parent_id) or this.superior
        seen = upper and PartyOrganization.objects.visible_to(self.user).filter(pk=upper.pk).exists()
        return upper, bool(seen)

    @cached_property
    def heirs(self) -> list[PartyOrganization]:
        """What had been made from it by that day."""
        return [one for one in super().heirs if one.established_on and one.established_on <= self.on]

    @cached_property
    def former(self) -> list[RoleAssignment]:
        """Who had held a post before, the latest first."""
        rows = rows_then(self.day, RoleAssignment, self._own, "person", "post")
        return [row for row in rows if row.ends_on and row.ends_on <= self.on][:NEWEST]

    @cached_property
    def people(self) -> list[PartyMembership]:
        """The members by name; of what was known then there is no list."""
        return [] if self.day.known_on else super().people

    @cached_property
    def units(self) -> list[HostUnit]:
        """Host units with their periods, under the names of the day."""
        found = rows_then(self.day, HostUnit, self._own, "unit")
        for host in found:
            host.unit = self.structure.units_by_id.get(host.unit_id, host.unit)
        return found

    @cached_property
    def coverages(self) -> list[JointCoverage]:
        """Schools and other units a joint branch covered."""
        rows = rows_then(self.day, JointCoverage, self._own, "school")
        return [row for row in rows if row.holds_on(self.on)]

    @cached_property
    def subordinates(self) -> list[PartyOrganization]:
        """Organisations of other schools that report here now; of what was known then there is no list."""
        return [] if self.day.known_on else super().subordinates

    @cached_property
    def terms(self) -> list[Term]:
        """All terms begun by the day, the latest first."""
        return rows_then(self.day, Term, self._own)

    @cached_property
    def statuses(self) -> list[OrganizationStatus]:
        """All states entered by the day, the latest first."""
        return rows_then(self.day, OrganizationStatus, self._own, "document")

    @property
    def notes(self) -> list[str]:
        """What of the day is not as it was then."""
        found = notes_on(self.day, findings=True)
        if self.day.known_on:
            found.append(_("党员名单和其他学校的下属党组织不能按登记日期还原，不显示。"))
        elif self.day.is_past and (self._whole is None or self.subordinates):
            found.append(_("校外的上下级关系按现在的登记显示。"))
        return found

    @property
    def edit_url(self) -> str:
        """Nothing is changed on another day."""
        return ""
