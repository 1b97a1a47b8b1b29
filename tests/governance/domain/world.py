"""A school in good order, and what the acts of the tests need beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.choices import OrgState, OrgType, Role
from governance.models import Document, PartyOrganization, RoleAssignment
from schools.choices import PoliticalStatus
from schools.models import Person, School, Unit
from tests import factories
from tests.structures import Structure, general_branch


@dataclass
class World:
    """A school in good order with what the acts need beside it, made when it is first asked for."""

    order: Structure

    @classmethod
    def build(cls, school: School | None = None) -> "World":
        """Return a fresh world, around ``school`` if one is given."""
        return cls(general_branch(school))

    @property
    def school(self) -> School:
        """The school everything happens in."""
        return self.order.school

    @property
    def branch(self) -> PartyOrganization:
        """Its first branch."""
        return self.order.branches[0]

    def unit(self, name: str = "九年级组") -> Unit:
        """A grade group without members on which nothing stands."""
        return factories.unit(self.school, name)

    def newcomer(self) -> Person:
        """A full member who is in no branch yet."""
        return factories.member(self.school)

    def probationary(self) -> Person:
        """A probationary member of the first branch."""
        status = {"political_status": PoliticalStatus.PROBATIONARY, "full_on": None}
        return factories.member(self.school, self.branch, joined_on=date(2025, 5, 1), **status)

    def paper(self) -> Document:
        """A document of the school."""
        return factories.document(self.school)

    def inner(self, state: OrgState, **changes: Any) -> PartyOrganization:
        """A branch below the 总支 that is not at work yet, standing on a unit of its own."""
        start = changes.pop("start", date(2026, 5, 1))
        found = factories.organization(
            parent=self.order.root,
            state=state,
            start=start,
            full_name=f"中共{self.school.name}九年级组支部委员会",
            **changes,
        )
        factories.host_unit(found, self.unit(), start=start)
        return found

    def prepared(self) -> PartyOrganization:
        """A branch with everything it needs to be activated."""
        found = self.inner(OrgState.PREPARING)
        team = factories.members(3, self.school, found, start=date(2026, 5, 1))
        factories.term(found, start=date(2026, 5, 20))
        factories.assign(team[0], found, Role.SECRETARY, start=date(2026, 5, 20), document=self.paper())
        return found

    def group(self) -> PartyOrganization:
        """A party group of the first branch."""
        return factories.organization(OrgType.GROUP, parent=self.branch)

    def empty_branch(self) -> PartyOrganization:
        """A working branch nobody is in."""
        return self.inner(OrgState.ACTIVE, start=factories.FOUNDED)

    def joint(self) -> PartyOrganization:
        """A joint branch led by the school over two villages."""
        found = factories.organization(OrgType.JOINT_BRANCH, school=self.school, level="district")
        for _number in range(2):
            factories.coverage(found, factories.school())
        return found

    def held(self, role: Role = Role.MEMBER) -> RoleAssignment:
        """The assignment of somebody in the committee of the 总支."""
        return RoleAssignment.objects.filter(organization=self.order.root, role=role).order_by("pk")[0]
