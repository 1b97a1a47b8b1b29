"""What the page about one school over time shows."""

from django.utils.functional import cached_property

from governance.choices import Role
from governance.models import SchoolFigures
from oversight.trends.findings_page import FindingsPage, MendingPage
from oversight.trends.links import Line

NEWEST = 24


class SchoolTrends(FindingsPage):
    """Findings of one school, and every change of what it measured."""

    @cached_property
    def flows(self) -> list[Line]:
        """What was newly found and what was mended."""
        return MendingPage(self.place, self.user, self.asked).flows

    @cached_property
    def figures(self) -> list[tuple[SchoolFigures, list[tuple[str, int]]]]:
        """What the school measured, the newest first, with its empty seats by role."""
        names = dict(Role.choices)
        rows = self.scope.figures.order_by("-period")[:NEWEST]
        return [(row, [(str(names.get(r, r)), n) for r, n in row.vacancies.items()]) for row in rows]
