"""What became of a person over the years."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from governance.choices import MembershipKind
from governance.presentation.timeline import Entry, Timeline, dated_entry, field_entries
from privacy.masking import EMPTY, hidden_names, masked
from schools.models import Person

#: What is told of when it changes, beside work, branch and posts.
FIELDS = ("name", "staff_number", "political_status")


class PersonTimeline(Timeline):
    """Employments, units, the relation to the Party and the posts of a person."""

    def __init__(self, person: Person, on: date, *, shows_hidden: bool = False):
        super().__init__(on)
        self.person, self.shows_hidden = person, shows_hidden

    def _entries(self) -> Iterator[Entry]:
        yield from self._dated
        yield from field_entries(self.person, FIELDS, self.began, shows_hidden=self.shows_hidden)

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
    def hidden(self) -> list[tuple[str, str]]:
        """What of the person's file is known and masked: its name, and the value or its mask."""
        fields = [Person._meta.get_field(name) for name in hidden_names(Person)]
        found = [(str(field.verbose_name), field.value_to_string(self.person)) for field in fields]
        known = [(name, value) for name, value in found if value not in EMPTY]
        return [(name, masked(value, shows=self.shows_hidden)) for name, value in known]

    @cached_property
    def began(self) -> date | None:
        """The first day on which the register knows something of the person."""
        return min((entry.start for entry in self._dated), default=None)
