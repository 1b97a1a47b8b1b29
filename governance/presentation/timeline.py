"""What became of an organisation or a person over the years."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from governance.chart.spans import Span
from governance.choices import MembershipKind
from governance.history.past import changes_of_field
from governance.models import PartyMembership, PartyOrganization, RoleAssignment
from schools.models import Person
from schools.periods import last_day


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that held for a time: what kind, what exactly, and from the first to the last day."""

    tone: str
    kind: str
    text: str
    start: date
    end: date | None = None

    @property
    def last_day(self) -> date | None:
        """The last day; None while it holds."""
        return last_day(self.end)


@dataclass(frozen=True, slots=True)
class Month:
    """Members who came and went in one month."""

    month: str
    came: int
    went: int


class Timeline:
    """Entries in the order of their first days, as a list and as bars."""

    def __init__(self, on: date):
        self.on = on

    def _entries(self) -> Iterator[Entry]:
        raise NotImplementedError

    @cached_property
    def entries(self) -> list[Entry]:
        """Everything, the earliest first."""
        return sorted(self._entries(), key=lambda entry: (entry.start, entry.kind, entry.text))

    @property
    def spans(self) -> list[Span]:
        """The entries as bars."""
        return [Span(e.tone, f"{e.kind} {e.text}", e.start, e.end) for e in self.entries]


class OrganizationTimeline(Timeline):
    """States, names, superiors, terms, posts and host units of an organisation."""

    def __init__(self, organization: PartyOrganization, on: date):
        super().__init__(on)
        self.organization = organization

    def _entries(self) -> Iterator[Entry]:
        this = self.organization
        for status in this.statuses.all():
            yield _entry("state", _("状态"), status.get_state_display(), status)
        yield from self._values("full_name", _("名称"), str)
        yield from self._superiors()
        for term in this.terms.all():
            yield _entry("term", _("届次"), str(term), term)
        held = RoleAssignment.objects.filter(organization=this).select_related("person", "post")
        for one in held:
            yield _entry("post", str(one.post), str(one.person), one)
        for host in this.hosts.select_related("unit"):
            yield _entry("unit", _("依托单元"), str(host.unit), host)

    def _superiors(self) -> Iterator[Entry]:
        """Yield what stood above, once it has ever been another."""
        ids = [
            value for _day, value in changes_of_field(PartyOrganization, self.organization.pk, "parent_id")
        ]
        names = PartyOrganization.objects.in_bulk([one for one in ids if one])
        yield from self._values("parent_id", _("上级"), lambda key: str(names.get(key, "—")))

    def _values(self, column: str, kind: str, words: Any) -> Iterator[Entry]:
        """Yield the values of a column that has changed; one that never has is no news."""
        values = changes_of_field(PartyOrganization, self.organization.pk, column)
        if len(values) < 2:  # noqa: PLR2004 -- one value is no change
            return
        since = self.began
        ends = [day for day, _value in values[1:]]
        for (day, value), end in zip(values, [*ends, self.organization.dissolved_on], strict=True):
            start = max(day, since)
            if end is None or start < end:
                yield Entry("place", kind, words(value), start, end)

    @cached_property
    def began(self) -> date:
        """The first day of the organisation, as far as the register knows."""
        first = self.organization.statuses.order_by("period").first()
        return first.starts_on if first else self.organization.state_since

    @cached_property
    def months(self) -> list[Month]:
        """How many members came and went, by month, the latest first."""
        rows = PartyMembership.objects.filter(organization=self.organization, kind=MembershipKind.FORMAL)
        return months_of(rows)


class PersonTimeline(Timeline):
    """Employments, units, the relation to the Party and the posts of a person."""

    def __init__(self, person: Person, on: date):
        super().__init__(on)
        self.person = person

    def _entries(self) -> Iterator[Entry]:
        this = self.person
        for work in this.employments.select_related("school"):
            yield _entry("work", _("任教"), str(work.school), work)
        for place in this.unit_memberships.select_related("unit"):
            yield _entry("unit", _("单元"), str(place.unit), place)
        for branch in this.party_memberships.select_related("organization"):
            kind = _("组织关系") if branch.kind == MembershipKind.FORMAL else _("临时编入")
            yield _entry("state", kind, str(branch.organization or branch.external_organization), branch)
        for held in this.role_assignments.select_related("post__organization", "post__unit", "post__group"):
            body = held.post.body if held.post.body_kind != "school" else held.post.school
            yield _entry("post", _("任职"), f"{body} {held.post}", held)

    @cached_property
    def days(self) -> list[tuple[str, date]]:
        """The days of the person's file that are known."""
        names = ("joined_on", "full_on", "party_left_on", "retired_on", "died_on")
        found = [(Person._meta.get_field(name).verbose_name, getattr(self.person, name)) for name in names]
        return [(str(name), day) for name, day in found if day]


def months_of(memberships: Iterable[PartyMembership]) -> list[Month]:
    """Count the first days and the ends of the memberships by month."""
    came, went = Counter(), Counter()
    for one in memberships:
        came[one.starts_on.strftime("%Y-%m")] += 1
        if one.ends_on:
            went[one.ends_on.strftime("%Y-%m")] += 1
    return [Month(m, came[m], went[m]) for m in sorted({*came, *went}, reverse=True)]


def _entry(tone: str, kind: str, text: str, dated: Any) -> Entry:
    return Entry(tone, kind, text, dated.starts_on, dated.ends_on)
