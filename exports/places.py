"""Where an export comes from: one school or one jurisdiction, as far as its reader sees."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import Verdict, may_export
from governance.presentation.jurisdiction_page import schools_inside, visible_jurisdictions
from schools.models import Jurisdiction, School


@dataclass(frozen=True)
class Place:
    """A school or a jurisdiction as ``user`` sees it today."""

    scope: School | Jurisdiction
    user: User

    @property
    def is_school(self) -> bool:
        """Whether it is one school."""
        return isinstance(self.scope, School)

    @property
    def code(self) -> str:
        """Its code."""
        return self.scope.code

    @property
    def name(self) -> str:
        """Its name."""
        return self.scope.name

    @property
    def verdict(self) -> Verdict:
        """Whether the user may take its data away."""
        return may_export(self.user, self.scope)

    @cached_property
    def schools(self) -> QuerySet[School]:
        """The schools the user sees in it."""
        if self.is_school:
            return School.objects.visible_to(self.user).filter(pk=self.scope.pk)
        return schools_inside(self.scope, self.user)

    def schools_on(self, on: date) -> QuerySet[School]:
        """Return those that were schools on the day: founded by then, and not closed."""
        return self.schools.exclude(founded_on__gt=on).exclude(closed_on__lte=on)

    @cached_property
    def jurisdictions(self) -> list[int]:
        """The keys of the jurisdictions the user sees in it; a school has none."""
        if self.is_school:
            return []
        inside = visible_jurisdictions(self.user) & self.scope.get_descendants(include_self=True)
        return list(inside.values_list("pk", flat=True))

    def at(self, school: str, jurisdiction: str = "") -> Q:
        """Return the condition that rows belong here.

        Args:
            school: the path from a row to its school.
            jurisdiction: the path to the jurisdiction of rows that belong to no school; "" where none do.

        """
        condition = Q(**{f"{school}__in": self.schools.order_by().values("pk")})
        if jurisdiction and self.jurisdictions:
            condition |= Q(**{f"{jurisdiction}__in": self.jurisdictions})
        return condition
