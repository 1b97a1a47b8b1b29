"""The page of what waits."""

from datetime import date

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property

from accounts.models import User
from oversight.inbox.index import WaitingList
from oversight.inbox.providers import LABELS
from oversight.waiting import Waiting
from schools.models import School

PAGE_SIZE = 50
#: With more schools than this, people type the code of one: nobody reads a list of thousands.
MOST_SCHOOLS = 300


class InboxPage:
    """The inbox of one user, narrowed and ordered as asked."""

    def __init__(self, user: User, on: date, query: QueryDict):
        self.user, self.on, self.query = user, on, query
        self.kind, self.school = query.get("kind", ""), query.get("school", "").strip()
        self.is_by_due = query.get("sort") == "due"
        self._all = WaitingList(user, on)

    @cached_property
    def _facets(self) -> tuple[dict[str, int], list[int]]:
        return self._all.kinds_and_schools()

    @property
    def _numbers(self) -> dict[str, int]:
        return self._facets[0]

    @property
    def total(self) -> int:
        """How much waits, whatever is asked for."""
        return sum(self._numbers.values())

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        """The kinds there are: code, label and number."""
        numbers = self._numbers
        return [(kind, str(label), numbers[kind]) for kind, label in LABELS.items() if kind in numbers]

    @property
    def _school_keys(self) -> list[int]:
        return self._facets[1]

    @property
    def has_many_schools(self) -> bool:
        """Whether there are too many schools to choose from a list."""
        return len(self._school_keys) > MOST_SCHOOLS

    @cached_property
    def schools(self) -> list[School]:
        """The schools something waits about, unless they are too many."""
        if self.has_many_schools:
            return []
        return list(School.objects.filter(pk__in=self._school_keys).order_by("sort_key", "code"))

    @cached_property
    def rows(self) -> WaitingList:
        """What was asked for, in the order asked for."""
        found = self._all.narrowed(kind=self.kind, is_by_due=self.is_by_due)
        if not self.school:
            return found
        key = School.objects.filter(code=self.school).values_list("pk", flat=True).first()
        return found.narrowed(schools=(key or 0,))

    @cached_property
    def page(self) -> Page:
        """One page of it."""
        pages = Paginator(self.rows, PAGE_SIZE)
        if not self.school:  # told by the numbers of the kinds: to count again would take a third of the page
            pages.count = self._numbers.get(self.kind, 0) if self.kind else self.total
        return pages.get_page(self.query.get("page"))

    @property
    def labelled(self) -> list[tuple[Waiting, str]]:
        """The lines of the page, each with what people call its kind."""
        return [(one, str(LABELS[one.kind])) for one in self.page.object_list]

    @property
    def query_without_page(self) -> str:
        """The filter as a query, for the links of the pager."""
        query = self.query.copy()
        query.pop("page", None)
        return query.urlencode()
