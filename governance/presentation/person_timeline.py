"""What became of a person over the years."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from governance.choices import MembershipKind
from governance.presentation.timeline import Entry, Timeline, dated_entry, field_entries
from schools.models import Person

#: What is told of when it changes, beside work, branch and posts.
FIELDS = ("name", "staff_number", "political_status")


class PersonTimeline(Timeline):
    """Employments, units, the relation to the Party and the posts of a person."""

    def __init__(self, person: Person, on: date):
        super().__init__(on)
        self.person = person

    def _entries(self) -> Iterator[Entry]:
        yield from self._dated
        yield from field_entries(self.person, FIELDS, self.began)

    @cached_property
    def _dated(self) -> list[Entry]:
        return list(self._told())

    def _told(self) -> Iterator[Entry]:
        this = self.person
        for work in this.employments.select_related("school"):
            yield dated_entry("work", _("任教"), str(work.school), work)
        for place in this.unit_memberships.select_related("unit"):
            yield dated_entry("unit", _("单元"), str(place.unit), place)
        for branch in this.party_memberships.select_related("organization"):
            kind = _("组织关系") if branch.kind == MembershipKind.FORMAL else _("临时编入")
            yield dated_entry("state", kind, str(branch.organization or branch.external_organization), branch)
        for held in this.role_assignments.select_related("post__organization", "post__unit", "post__group"):
            body = held.post.body if held.post.body_kind != "school" else held.post.school
            yield dated_entry("post", _("任职"), f"{body} {held.post}", held)

    @cached_property
    def days(self) -> list[tuple[str, date]]:
        """The days of the person's file that are known."""
        names = ("joined_on", "full_on", "party_left_on", "retired_on", "died_on")
        found = [(Person._meta.get_field(name).verbose_name, getattr(self.person, name)) for name in names]
        return [(str(name), day) for name, day in found if day]

    @cached_property
    def began(self) -> date | None:
        """The first day on which the register knows something of the person."""
        return min((entry.start for entry in self._dated), default=None)
