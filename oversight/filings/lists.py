"""Lists of filings: of a school, of a jurisdiction."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import Verdict, may_edit
from governance.presentation.filters import search
from governance.presentation.jurisdiction_page import schools_inside
from oversight.choices.filing import FilingState
from oversight.models import Filing
from schools.models import Jurisdiction, School

PAGE_SIZE = 50


def filings_seen(user: User) -> QuerySet[Filing]:
    """Return the filings the user may see, without what they keep."""
    related = ("school__jurisdiction", "jurisdiction", "submitted_by")
    return Filing.objects.visible_to(user).select_related(*related).defer("content")


class SchoolFilings:
    """The filings of one school, the newest first."""

    def __init__(self, school: School, user: User):
        self.school, self.user = school, user

    @cached_property
    def rows(self) -> list[Filing]:
        """Every filing."""
        return list(filings_seen(self.user).filter(school=self.school).order_by("-submitted_at", "-pk"))

    @property
    def waiting(self) -> Filing | None:
        """The one that waits for a decision."""
        return next((one for one in self.rows if one.state == FilingState.SUBMITTED), None)

    @property
    def may_file(self) -> Verdict:
        """Whether the reader may hand one in."""
        return may_edit(self.user, self.school)


class JurisdictionFilings:
    """The filings of the schools in a jurisdiction, those that wait first, the longest waiting on top."""

    def __init__(self, place: Jurisdiction, user: User, query: QueryDict):
        self.place, self.user, self.query = place, user, query
        self.state = query.get("state", "") if query.get("state") in FilingState.values else ""
        year = query.get("year", "")
        self.year = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None  # noqa: PLR2004
        self.words = query.get("q", "")[:60].strip()

    @cached_property
    def _all(self) -> QuerySet[Filing]:
        found = filings_seen(self.user).filter(school__in=schools_inside(self.place, self.user))
        return found.filter(year=self.year) if self.year else found

    @cached_property
    def years(self) -> list[int]:
        """The years there are filings of, the newest first."""
        found = Filing.objects.filter(school__in=schools_inside(self.place, self.user))
        return list(found.order_by("-year").values_list("year", flat=True).distinct())

    @cached_property
    def states(self) -> list[tuple[str, str, int]]:
        """The states: value, label and number; each number opens the list behind it."""
        counted = dict(self._all.order_by().values_list("state").annotate(n=Count("pk")))
        return [(one.value, str(one.label), counted.get(one.value, 0)) for one in FilingState]

    @property
    def listed(self) -> QuerySet[Filing]:
        """The filings the list is asked for."""
        found = self._all.filter(state=self.state) if self.state else self._all
        if self.words:
            found = found.filter(school__in=School.objects.filter(search(self.words)).values("pk"))
        if self.state == FilingState.SUBMITTED:
            return found.order_by("submitted_at", "pk")
        return found.order_by("-submitted_at", "-pk")

    @cached_property
    def page(self) -> Page:
        """One page of them."""
        return Paginator(self.listed, PAGE_SIZE).get_page(self.query.get("page"))

    @property
    def query_without_page(self) -> str:
        """The filter as a query, for the links of the pager."""
        query = self.query.copy()
        query.pop("page", None)
        return query.urlencode()
