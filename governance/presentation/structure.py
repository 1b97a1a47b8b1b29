"""The structure of one school on a day: what a chart, an outline and a school page are drawn from."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from governance.choices import LIVE_STATES, BodyKind, OrgState, Role
from governance.domain.vacancies import BodyKey, Seats, Vacancy, implied_seats, seats_of, vacancies
from governance.models import Finding, PartyOrganization, Post, RoleAssignment, Term
from governance.presentation.members import Members
from schools.models import School, Unit

NOBODY = Members()
_RANKS = {role.value: nth for nth, role in enumerate(Role)}


@dataclass
class Structure:
    """A school with its organisations, units, posts and findings, open and ``waived``, on the day ``on``.

    ``organizations`` carry ``state_on``, their state on that day; dissolved ones are left out.
    ``school`` is None where only some bodies are looked at.
    """

    school: School | None
    on: date
    organizations: list[PartyOrganization] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    hosts: list[tuple[int, int]] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    assignments: list[RoleAssignment] = field(default_factory=list)
    terms: dict[int, Term] = field(default_factory=dict)
    branch_members: dict[int, Members] = field(default_factory=dict)
    unit_people: dict[int, tuple[int, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    waived: list[Finding] = field(default_factory=list)
    #: Addresses of bodies that have no page of their own yet, by register number.
    stand_ins: dict[str, str] = field(default_factory=dict)

    @cached_property
    def organizations_by_id(self) -> dict[int, PartyOrganization]:
        """The organisations by primary key."""
        return {organization.pk: organization for organization in self.organizations}

    @cached_property
    def units_by_id(self) -> dict[int, Unit]:
        """The units by primary key."""
        return {unit.pk: unit for unit in self.units}

    @cached_property
    def units_of(self) -> dict[int, list[Unit]]:
        """The units on which an organisation stands."""
        found = defaultdict(list)
        for organization, unit in self.hosts:
            if unit in self.units_by_id:
                found[organization].append(self.units_by_id[unit])
        return found

    @cached_property
    def hosted_by(self) -> dict[int, list[PartyOrganization]]:
        """The organisations that stand on a unit."""
        found = defaultdict(list)
        for organization, unit in self.hosts:
            if organization in self.organizations_by_id:
                found[unit].append(self.organizations_by_id[organization])
        return found

    @cached_property
    def posts_of(self) -> dict[BodyKey, list[Post]]:
        """The posts of a body."""
        found = defaultdict(list)
        for post in self.posts:
            found[body_of(post)].append(post)
        return found

    @cached_property
    def holders(self) -> dict[int, list[RoleAssignment]]:
        """The assignments to a post."""
        found = defaultdict(list)
        for assignment in self.assignments:
            found[assignment.post_id].append(assignment)
        return found

    @cached_property
    def vacancies(self) -> list[Vacancy]:
        """Every empty seat of the school's bodies."""
        committees = {
            key: term.committee_seats
            for key, term in self.terms.items()
            if key in self.organizations_by_id and self.organizations_by_id[key].state_on in LIVE_STATES
        }
        return vacancies([*self._recorded_seats(), *self._implied_seats()], committees)

    @cached_property
    def vacancies_of(self) -> dict[BodyKey, list[Vacancy]]:
        """The empty seats of a body."""
        found = defaultdict(list)
        for vacancy in self.vacancies:
            found[vacancy.body].append(vacancy)
        return found

    def members_of(self, organization: PartyOrganization) -> Members:
        """Return the formal members of the organisation and of everything below it in this school."""
        total = NOBODY
        for other in self.organizations:
            if other.tree_id == organization.tree_id and organization.lft <= other.lft <= organization.rght:
                total += self.branch_members.get(other.pk, NOBODY)
        return total

    def leaders_of(self, key: BodyKey) -> list[tuple[Post, RoleAssignment]]:
        """Return posts and holders of a body, the leader first."""
        pairs = [
            (post, held) for post in self.posts_of.get(key, ()) for held in self.holders.get(post.pk, ())
        ]
        return sorted(pairs, key=lambda pair: (_RANKS[pair[0].role], pair[1].starts_on))

    def _recorded_seats(self) -> list[Seats]:
        return [
            Seats(
                body=body_of(post),
                role=post.role,
                title=str(post),
                seats=seats_of(post.role, post.seats),
                holders=frozenset(a.person_id for a in self.holders[post.pk] if not a.is_acting),
                acting=frozenset(a.person_id for a in self.holders[post.pk] if a.is_acting),
            )
            for post in self.posts
            if self._is_running(body_of(post))
        ]

    def _implied_seats(self) -> list[Seats]:
        """Return the leader's seat of every running body that has no row for it."""
        running = [(one.pk, one.type) for one in self.organizations if one.state_on in LIVE_STATES]
        recorded = {(body_of(post), post.role) for post in self.posts}
        return implied_seats(self.school.pk if self.school else None, running, recorded)

    def _is_running(self, key: BodyKey) -> bool:
        if key[0] == BodyKind.ORGANIZATION:
            organization = self.organizations_by_id.get(key[1])
            return organization is not None and organization.state_on in LIVE_STATES
        if key[0] == BodyKind.UNIT:
            return key[1] in self.units_by_id
        return True


def body_of(post: Post) -> BodyKey:
    """Return kind and primary key of the body a post belongs to."""
    return (str(post.body_kind), getattr(post, f"{post.body_kind}_id"))


def is_pending(organization: PartyOrganization) -> bool:
    """Tell whether the organisation is not yet, or no longer, in ordinary work."""
    return organization.state_on != OrgState.ACTIVE
