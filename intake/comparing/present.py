"""What the register has of a school on a day, in a fixed number of queries."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Q

from governance.choices import OrgState
from governance.models import (
    Affiliation,
    Document,
    HostUnit,
    JointCoverage,
    LeadingGroup,
    PartyMembership,
    PartyOrganization,
    Post,
    RoleAssignment,
    Term,
)
from intake.reading.cells import tight
from schools.models import Employment, Person, School, Unit, UnitMembership


class Present:
    """The rows of a school that hold on the day, and where to find them by name.

    ``school`` may be new; then there is nothing.
    """

    def __init__(self, school: School, on: date):
        self.school, self.on = school, on
        self.units: list[Unit] = []
        self.people: list[Person] = []
        self.organizations: list[PartyOrganization] = []
        self.groups: list[LeadingGroup] = []
        self.work: dict[int, dict[int, UnitMembership]] = defaultdict(dict)
        self.employments: dict[int, Employment] = {}
        self.memberships: dict[tuple[int, str], PartyMembership] = {}
        self.hosts: dict[tuple[int, int], HostUnit] = {}
        self.covers: list[JointCoverage] = []
        self.affiliations: list[Affiliation] = []
        self.terms: dict[int, Term] = {}
        self.posts: dict[tuple[str, int, str], Post] = {}
        self.assignments: dict[tuple[int, int], RoleAssignment] = {}
        self.papers: list[Document] = []
        if school.pk:
            self._read_register()
            self._read_structure()

    def _read_register(self) -> None:
        school, on = self.school, self.on
        self.units = list(school.units.as_of(on))
        self.people = list(school.people.order_by("number"))
        for person in self.people:
            person.school = school
        by_key: dict[int, Any] = {person.pk: person for person in self.people}
        units = {unit.pk: unit for unit in self.units}
        for unit in self.units:
            if unit.parent_id in units:
                unit.parent = units[unit.parent_id]
        for row in UnitMembership.objects.filter(unit__in=self.units, period__endswith=None):
            if row.person_id in by_key:
                row.person, row.unit = by_key[row.person_id], units[row.unit_id]
                self.work[row.person_id][row.unit_id] = row
        for row in Employment.objects.filter(school=school, person__school=school).order_by("period"):
            row.person, row.school = by_key[row.person_id], school
            self.employments[row.person_id] = row

    def _read_structure(self) -> None:
        school, on = self.school, self.on
        alive = PartyOrganization.objects.filter(school=school).exclude(state=OrgState.DISSOLVED)
        self.organizations = list(alive.select_related("approval", "parent", "superior__school"))
        for org in self.organizations:
            org.school = school
        self.groups = list(school.leading_groups.as_of(on))
        for row in HostUnit.objects.as_of(on).filter(organization__in=self.organizations):
            self.hosts[row.organization_id, row.unit_id] = row
        own = JointCoverage.objects.as_of(on).filter(organization__in=self.organizations)
        self.covers = list(own.select_related("school"))
        self.affiliations = list(Affiliation.objects.as_of(on).filter(school=school))
        for row in Term.objects.filter(organization__in=self.organizations).order_by("period"):
            self.terms[row.organization_id] = row
        of_people = PartyMembership.objects.filter(person__school=school, period__endswith=None)
        for row in of_people.select_related("organization__school", "party_group"):
            self.memberships[row.person_id, row.kind] = row
        self._read_posts()
        self.papers = list(school.documents.exclude(document_number=""))

    def _read_posts(self) -> None:
        inside = Q(school=self.school) | Q(organization__in=self.organizations)
        for post in Post.objects.filter(inside):
            body = self.school.pk if post.body_kind == "school" else getattr(post, f"{post.body_kind}_id")
            self.posts[post.body_kind, body, post.role] = post
        held = RoleAssignment.objects.filter(post__in=list(self.posts.values()), period__endswith=None)
        for row in held.select_related("person__school"):
            self.assignments[row.post_id, row.person_id] = row


def path_of(unit: Unit) -> str:
    """Return the name of the unit with those above it, from the top."""
    return f"{path_of(unit.parent)}>{unit.name}" if unit.parent else unit.name


def names_of_unit(unit: Unit) -> set[str]:
    """Return what a unit may be called: its name, or the way to it."""
    return {tight(unit.name), tight(path_of(unit))}


def names_of_organization(org: PartyOrganization) -> set[str]:
    """Return what an organisation may be called."""
    return {tight(name) for name in (org.full_name, org.short_name) if name}
