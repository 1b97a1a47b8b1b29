"""The page of new findings: the worst first, each with its school."""

from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Max, Min, Q, Value, When
from django.http import QueryDict
from django.utils.functional import cached_property

from accounts.models import User
from governance.choices import Severity
from governance.presentation.findings import FindingRow, finding_rows
from oversight.inbox.new_findings import new_findings

PAGE_SIZE = 50
_WORST_FIRST = Case(
    *(When(severity=severity, then=Value(place)) for place, severity in enumerate(Severity)),
    output_field=IntegerField(),
)


class NewFindingsPage:
    """What is new to one user."""

    def __init__(self, user: User, on: date, query: QueryDict):
        self.user, self.query = user, query
        self._found = new_findings(user, on)

    @cached_property
    def totals(self) -> dict:
        """How many there are, of how many schools, since when, and the last of them."""
        of = {s.value: Count("pk", filter=Q(severity=s)) for s in Severity}
        span = {"since": Min("first_seen"), "newest": Max("pk")}
        return self._found.aggregate(n=Count("pk"), schools=Count("school", distinct=True), **span, **of)

    @cached_property
    def page(self) -> Page:
        """One page of them."""
        found = self._found.select_related("school__jurisdiction")
        ordered = found.order_by(_WORST_FIRST, "school__sort_key", "school", "rule", "pk")
        paginator = Paginator(ordered, PAGE_SIZE)
        paginator.count = self.totals["n"]
        return paginator.get_page(self.query.get("page"))

    @cached_property
    def rows(self) -> list[FindingRow]:
        """The findings of the page, with what they say and how they are mended."""
        return finding_rows(self.page.object_list, self.user)
