"""The page of a unit on another day than today."""

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from governance.models import HostUnit, RoleAssignment
from governance.presentation.day import Day
from governance.presentation.loading import load_structure
from governance.presentation.other_days import notes_on
from governance.presentation.rows_then import rows_then
from governance.presentation.structure import Structure
from governance.presentation.unit_page import NEWEST, UnitPage
from schools.models import Person, Unit


class PastUnitPage(UnitPage):
    """One unit with the name, the place and the people of the day; nothing to be done."""

    def __init__(self, unit: Unit, user: User, day: Day):
        super().__init__(unit, user, day)
        self.structure: Structure = load_structure(unit.school, day.on, day.known_on)
        self.unit = self.structure.units_by_id.get(unit.pk, unit)

    @cached_property
    def above(self) -> Unit | None:
        """The unit above on the day."""
        return self.structure.units_by_id.get(self.unit.parent_id)

    @cached_property
    def former(self) -> list[RoleAssignment]:
        """Who had held a post before, the latest first."""
        posts = [post.pk for post in self.structure.posts_of.get(self.key, ())]
        rows = rows_then(self.day, RoleAssignment, Q(post__in=posts), "person", "post")
        return [row for row in rows if row.ends_on and row.ends_on <= self.on][:NEWEST]

    @cached_property
    def counts(self) -> tuple[int, int]:
        """People of the unit, and how many of them were Party members."""
        return self.structure.unit_people.get(self.unit.pk, (0, 0))

    @cached_property
    def people(self) -> list[Person]:
        """The people by name; of what was known then there is no list."""
        return [] if self.day.known_on else super().people

    @cached_property
    def branches(self) -> list[HostUnit]:
        """Organisations that stood on the unit, under the names of the day."""
        found = rows_then(self.day, HostUnit, Q(unit=self.unit.pk), "organization")
        for host in found:
            named = self.structure.organizations_by_id.get(host.organization_id)
            host.organization = named or host.organization
        return found

    @cached_property
    def children(self) -> list[Unit]:
        """Units directly below on the day."""
        return [unit for unit in self.structure.units if unit.parent_id == self.unit.pk]

    @property
    def notes(self) -> list[str]:
        """What of the day is not as it was then."""
        unlisted = [_("人员名单不能按登记日期还原，不显示。")] if self.day.known_on else []
        return [*notes_on(self.day, findings=True), *unlisted]

    @property
    def edit_url(self) -> str:
        """Nothing is changed on another day."""
        return ""
