"""The list of what waits."""

from datetime import date

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property

from accounts.models import User
from oversight.inbox.providers import LABELS, PROVIDERS
from oversight.waiting import Waiting
from schools.models import School

PAGE_SIZE = 50


def waiting_for(user: User, on: date) -> list[Waiting]:
    """Return everything that waits for the user, the oldest first."""
    found = [one for provider in PROVIDERS for one in provider.waiting_for(user, on)]
    return sorted(found, key=lambda one: (one.since, one.due or date.max))


class InboxPage:
    """The inbox of one user, narrowed and ordered as asked."""

    def __init__(self, user: User, on: date, query: QueryDict):
        self.user, self.on, self.query = user, on, query
        self.kind, self.school = query.get("kind", ""), query.get("school", "")
        self.is_by_due = query.get("sort") == "due"

    @cached_property
    def all(self) -> list[Waiting]:
        """Everything that waits, the oldest first."""
        return waiting_for(self.user, self.on)

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        """The kinds there are: code, label and number."""
        kinds = [one.kind for one in self.all]
        return [(kind, str(label), kinds.count(kind)) for kind, label in LABELS.items() if kind in kinds]

    @property
    def schools(self) -> list[School]:
        """The schools something waits about."""
        found = {one.school.pk: one.school for one in self.all if one.school}
        return sorted(found.values(), key=lambda school: (school.sort_key, school.code))

    @cached_property
    def rows(self) -> list[Waiting]:
        """What was asked for, in the order asked for."""
        found = [
            one
            for one in self.all
            if self.kind in ("", one.kind) and self.school in ("", one.school.code if one.school else "-")
        ]
        return sorted(found, key=lambda one: one.due or date.max) if self.is_by_due else found

    @cached_property
    def page(self) -> Page:
        """One page of it."""
        return Paginator(self.rows, PAGE_SIZE).get_page(self.query.get("page"))

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
