"""What became of an organisation over the years."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from governance.choices import MembershipKind
from governance.domain.lineage import forerunners_of, heirs_of
from governance.models import PartyMembership, PartyOrganization, RoleAssignment
from governance.presentation.timeline import Entry, Timeline, dated_entry, field_entries, happening

#: What is told of when it changes, beside states, terms and posts.
FIELDS = (
    "full_name", "short_name", "type", "kind", "level", "code", "parent", "superior", "external_superior",
    "standing_committee", "discipline_committee",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """Members who came and went in one month."""

    month: str
    came: int
    went: int


class OrganizationTimeline(Timeline):
    """States, names, superiors, terms, posts, host units and lineage of an organisation."""

    def __init__(self, organization: PartyOrganization, user: User, on: date):
        super().__init__(on)
        self.organization, self.user = organization, user

    def _entries(self) -> Iterator[Entry]:
        this = self.organization
        for status in this.statuses.all():
            yield dated_entry("state", _("状态"), status.get_state_display(), status)
        yield from field_entries(this, FIELDS, self.began, this.dissolved_on)
        yield from self._origins()
        yield from self._heirs()
        for term in this.terms.all():
            yield dated_entry("term", _("届次"), str(term), term)
        held = RoleAssignment.objects.filter(organization=this).select_related("person", "post")
        for one in held:
            yield dated_entry("post", str(one.post), str(one.person), one)
        for host in this.hosts.select_related("unit"):
            yield dated_entry("unit", _("依托单元"), str(host.unit), host)

    def _origins(self) -> Iterator[Entry]:
        """Yield what it was made from, and what was merged into it later."""
        for one in forerunners_of(self.organization).visible_to(self.user):
            if one.pk == self.organization.predecessor_id:
                yield _lineage(_("前身"), one, self.began)
            else:
                yield _lineage(_("并入本组织"), one, one.dissolved_on or self.began)

    def _heirs(self) -> Iterator[Entry]:
        """Yield what was made from it, and what it was merged into."""
        ended = self.organization.dissolved_on or self.on
        for one in heirs_of(self.organization).visible_to(self.user):
            if one.predecessor_id == self.organization.pk:
                yield _lineage(_("由此分设或者改设"), one, one.established_on or one.state_since)
            else:
                yield _lineage(_("并入其他组织"), one, ended)

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


def _lineage(kind: str, other: PartyOrganization, day: date) -> Entry:
    return happening(kind, str(other), day, reverse("governance:organization", args=[other.number]))


def months_of(memberships: Iterable[PartyMembership]) -> list[Month]:
    """Count the first days and the ends of the memberships by month."""
    came, went = Counter(), Counter()
    for one in memberships:
        came[one.starts_on.strftime("%Y-%m")] += 1
        if one.ends_on:
            went[one.ends_on.strftime("%Y-%m")] += 1
    return [Month(m, came[m], went[m]) for m in sorted({*came, *went}, reverse=True)]
