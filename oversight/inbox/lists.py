"""The list of what waits."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property

from accounts.models import User
from oversight.inbox.provider import Provider
from oversight.inbox.providers import LABELS, PROVIDERS
from oversight.waiting import Brief, Waiting
from schools.models import School

PAGE_SIZE = 50
#: With more schools than these, one is found by its name or code and not in a list.
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the inbox, in short where its topic tells it so, else as a whole."""

    provider: Provider
    told: Brief | Waiting

    @property
    def school(self) -> int | None:
        """The key of the school it is about."""
        return self.told.school.pk if isinstance(self.told.school, School) else self.told.school


def _by_age(one: Any) -> tuple[date, date]:
    return (one.since, one.due or date.max)


def _by_due(one: Any) -> tuple[date, date]:
    return (one.due or date.max, one.since)


def waiting_for(user: User, on: date) -> list[Waiting]:
    """Return everything that waits for the user, the oldest first."""
    found = [one for provider in PROVIDERS for one in provider.waiting_for(user, on)]
    return sorted(found, key=_by_age)


def lines_for(user: User, on: date) -> list[Line]:
    """Return the same as lines that say no more than a list is ordered and counted by."""
    found = [
        Line(provider, one)
        for provider in PROVIDERS
        for one in (provider.briefs or provider.waiting_for)(user, on)
    ]
    return sorted(found, key=lambda line: _by_age(line.told))


def in_full(
    lines: Iterable[Line], user: User, on: date, order: Callable[[Any], Any] = _by_age
) -> list[Waiting]:
    """Return what the lines say in full, in two queries at most for each topic; what is gone is left out."""
    wanted: dict[Provider, list[Any]] = {}
    for line in lines:
        wanted.setdefault(line.provider, []).append(line.told)
    found = []
    for provider in (one for one in PROVIDERS if one in wanted):
        told = wanted[provider]
        found += provider.waiting_for(user, on, keys=[o.key for o in told]) if provider.briefs else told
    return sorted(found, key=order)


class InboxPage:
    """The inbox of one user, narrowed and ordered as asked."""

    def __init__(self, user: User, on: date, query: QueryDict):
        self.user, self.on, self.query = user, on, query
        self.kind, self.school = query.get("kind", ""), query.get("school", "")[:60].strip()
        self.is_by_due = query.get("sort") == "due"

    @cached_property
    def all(self) -> list[Line]:
        """Everything that waits, the oldest first."""
        return lines_for(self.user, self.on)

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        """The kinds there are: code, label and number."""
        counts = Counter(line.told.kind for line in self.all)
        return [(kind, str(label), counts[kind]) for kind, label in LABELS.items() if kind in counts]

    @cached_property
    def _school_ids(self) -> set[int]:
        return {line.school for line in self.all if line.school is not None}

    @property
    def lists_schools(self) -> bool:
        """Whether the schools are few enough to be chosen from."""
        return len(self._school_ids) <= MOST_LISTED

    @cached_property
    def schools(self) -> list[School]:
        """The schools something waits about, if they are few."""
        if not self.lists_schools:
            return []
        return list(School.objects.filter(pk__in=self._school_ids).order_by("sort_key", "code"))

    @cached_property
    def _asked_schools(self) -> set[int]:
        exactly = School.objects.filter(code=self.school)
        named = School.objects.filter(name__icontains=self.school) if not self.lists_schools else exactly
        return set((exactly | named).order_by().values_list("pk", flat=True))

    @cached_property
    def listed(self) -> list[Line]:
        """The lines asked for, in the order asked for."""
        found = [
            line
            for line in self.all
            if self.kind in ("", line.told.kind) and (not self.school or line.school in self._asked_schools)
        ]
        return sorted(found, key=lambda line: _by_due(line.told)) if self.is_by_due else found

    @cached_property
    def page(self) -> Page:
        """One page of them."""
        return Paginator(self.listed, PAGE_SIZE).get_page(self.query.get("page"))

    @cached_property
    def rows(self) -> list[Waiting]:
        """What the lines of the page say in full."""
        return in_full(self.page.object_list, self.user, self.on, _by_due if self.is_by_due else _by_age)

    @property
    def labelled(self) -> list[tuple[Waiting, str]]:
        """The same, each with what people call its kind."""
        return [(one, str(LABELS[one.kind])) for one in self.rows]

    @property
    def query_without_page(self) -> str:
        """The filter as a query, for the links of the pager."""
        query = self.query.copy()
        query.pop("page", None)
        return query.urlencode()
