"""Going from object to object inside one school on one day."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from governance.choices import BRANCH_TYPES, LIVE_STATES, OrgState, OrgType
from governance.domain.facts import stage_on
from governance.facts import Id
from governance.models import JointCoverage, OrganizationStatus, PartyOrganization
from schools.models import School, Unit


class Walk:
    """One school on one day; organisations and their states are looked up once."""

    def __init__(self, school: School, on: date, *, joined: bool):
        self.school, self.on, self.joined = school, on, joined
        self._organizations: dict[Id, PartyOrganization | None] = {}
        self._statuses: dict[Id, OrganizationStatus | None] = {}

    def with_related(self, query: QuerySet, *names: str) -> QuerySet:
        """Return the query with the foreign keys followed, if this walk does that."""
        return query.select_related(*names) if self.joined else query

    def status(self, organization: PartyOrganization) -> OrganizationStatus | None:
        """Return the state on the day; None for what does not exist then."""
        if organization.pk not in self._statuses:
            self._statuses[organization.pk] = organization.statuses.as_of(self.on).first()
        return self._statuses[organization.pk]

    def is_live(self, organization: PartyOrganization) -> bool:
        """Tell whether the organisation is at work on the day."""
        status = self.status(organization)
        return status is not None and status.state in LIVE_STATES

    def found(self, pk: Id | None) -> PartyOrganization | None:
        """Return the organisation if it exists on the day."""
        if pk is None:
            return None
        if pk not in self._organizations:
            organization = PartyOrganization.objects.get(pk=pk)
            self._organizations[pk] = organization if self.status(organization) else None
        return self._organizations[pk]

    def chain(self, organization: PartyOrganization | None) -> Iterator[PartyOrganization]:
        """Yield the organisation and everything above it that exists on the day."""
        seen: set[Id] = set()
        while organization is not None and organization.pk not in seen:
            seen.add(organization.pk)
            yield organization
            organization = self.found(organization.parent_id or organization.superior_id)

    def below(self, organization: PartyOrganization) -> Iterator[PartyOrganization]:
        """Yield the organisation and everything below it, in other schools too."""
        yield organization
        for child in (*organization.children.all(), *organization.subordinates.all()):
            if self.status(child) is not None:
                yield from self.below(child)

    @cached_property
    def hosted(self) -> list[PartyOrganization]:
        """The organisations the school hosts, in tree order."""
        return [org for org in self.school.organizations.order_by("tree_id", "lft") if self.status(org)]

    @cached_property
    def coverage(self) -> JointCoverage | None:
        """What says which joint branch covers the school."""
        covered = self.with_related(self.school.joint_coverages.as_of(self.on), "organization")
        rows = (row for row in covered if row.organization.type == OrgType.JOINT_BRANCH)
        return next((row for row in rows if self.status(row.organization)), None)

    def joint(self, states: frozenset[OrgState]) -> PartyOrganization | None:
        """Return the joint branch in one of ``states`` that covers the school."""
        branch = self.coverage.organization if self.coverage else None
        return branch if branch is not None and self.status(branch).state in states else None

    def live_branches(self, organization: PartyOrganization) -> list[PartyOrganization]:
        """Return the live branches at and below the organisation."""
        return [o for o in self.below(organization) if o.type in BRANCH_TYPES and self.is_live(o)]

    @cached_property
    def units(self) -> list[Unit]:
        """The units that exist, or existed, on the day, in tree order."""
        return list(self.school.units.filter(period__startswith__lte=self.on).order_by("tree_id", "lft"))

    @cached_property
    def teaching_points(self) -> set[Id]:
        """The school's teaching points without legal personality."""
        return {point.pk for point in self.school.teaching_points.all() if point.is_legal_person is not True}

    def stage(self, person, on: date | None = None):
        """Return what the person is on the day."""
        return stage_on(person, on or self.on)
