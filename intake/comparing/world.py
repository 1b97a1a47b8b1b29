"""What lies beyond the school a row is about: other schools, the organisations above, people elsewhere."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from governance.choices import BRANCH_TYPES, LEADING_TYPES, OrgLevel, OrgState
from governance.models import PartyOrganization
from intake.comparing.present import names_of_organization
from intake.reading.cells import tight
from intake.taking.schools import Schools
from schools.models import Jurisdiction, Person, School


class Later:
    """Something another school of the same workbook is still to bring."""


LATER = Later()


class World:
    """Finds rows of other schools by what a workbook calls them, each looked for once.

    Args:
        schools: how the cells of the import name schools.
        coming: codes of the schools that the workbook itself is about; what they bring may be still to come.

    """

    def __init__(self, jurisdiction: Jurisdiction, schools: Schools, coming: Collection[str] = ()):
        self.jurisdiction, self.schools, self.coming = jurisdiction, schools, frozenset(coming)
        self._known: dict[Any, Any] = {}

    def code(self, said: str) -> str:
        """Return the code of the school that a cell names, or what it says if it is none we know."""
        return self.schools.named(said)[0] or said

    def school(self, said: str) -> School | Later | None:
        """Return the school that a cell names, by its code or its name."""
        code = self.code(said)
        found = self._once(("school", code), lambda: School.objects.filter(code=code).first())
        return found or (LATER if code in self.coming else None)

    def organization(self, school_said: str, name: str) -> PartyOrganization | Later | None:
        """Return an organisation of another school."""
        school = self.school(school_said)
        if not isinstance(school, School):
            return school
        rows = self._once(("orgs", school.pk), lambda: self._organizations(school))
        found = [org for org in rows if tight(name) in names_of_organization(org)]
        if len(found) == 1:
            return found[0]
        return LATER if not found and school.code in self.coming else None

    @staticmethod
    def _organizations(school: School) -> list[PartyOrganization]:
        rows = PartyOrganization.objects.filter(school=school).exclude(state=OrgState.DISSOLVED)
        return list(rows.select_related("school"))

    def person(self, school_said: str, number: str, name: str) -> Person | Later | None:
        """Return somebody of another school: by the number if there is one, else if only one is called so."""
        school = self.school(school_said)
        if not isinstance(school, School):
            return school
        rows = Person.objects.filter(school=school, name=name).select_related("school")
        found = list((rows.filter(staff_number=number) if number else rows)[:2])
        if len(found) == 1:
            return found[0]
        return LATER if not found and school.code in self.coming else None

    def superior(self, name: str) -> PartyOrganization | None:
        """Return the organisation above that is called so, of a jurisdiction or a 学区."""
        public = self._once("public", self._public)
        found = [org for org in public if tight(name) in names_of_organization(org)]
        return found[0] if len(found) == 1 else None

    def branch_above(self, name: str) -> PartyOrganization | None:
        """Return the branch of a jurisdiction that is called so: of retired cadres, of an office."""
        found = [o for o in self._once("above", self._above) if tight(name) in names_of_organization(o)]
        return found[0] if len(found) == 1 else None

    def _above(self) -> list[PartyOrganization]:
        above = self.jurisdiction.get_ancestors(include_self=True)
        rows = PartyOrganization.objects.filter(jurisdiction__in=above, type__in=BRANCH_TYPES)
        return list(rows.exclude(state=OrgState.DISSOLVED))

    def _public(self) -> list[PartyOrganization]:
        above = self.jurisdiction.get_ancestors(include_self=True)
        wanted = Q(jurisdiction__in=above, level=OrgLevel.UPPER)
        wanted |= Q(school__jurisdiction=self.jurisdiction, level=OrgLevel.DISTRICT, type__in=LEADING_TYPES)
        return list(
            PartyOrganization.objects.filter(wanted)
            .exclude(state=OrgState.DISSOLVED)
            .select_related("school")
        )

    def _once(self, key: Any, find: Any) -> Any:
        """Remember what was found, and what was not: each part of an import asks a world of its own."""
        if key not in self._known:
            self._known[key] = find()
        return self._known[key]
