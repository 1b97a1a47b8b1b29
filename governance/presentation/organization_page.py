"""What the page of a Party organisation shows."""

from django.db.models import Q
from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import (
    may_approve,
    may_edit,
    may_edit_branch,
    may_edit_jurisdiction,
    may_see_members,
    may_see_people,
)
from governance.choices import BodyKind, MembershipKind, OrgState
from governance.domain.lineage import forerunners_of, heirs_of
from governance.domain.vacancies import Vacancy
from governance.models import (
    ChangeSet,
    OrganizationStatus,
    PartyMembership,
    PartyOrganization,
    Post,
    RoleAssignment,
)
from governance.presentation.day import Day
from governance.presentation.findings import FindingRow, finding_rows
from governance.presentation.loading import branch_members, existing_organizations
from governance.presentation.members import Members, stage_conditions
from governance.presentation.mending import admin_url
from governance.presentation.other_days import changes_by
from governance.presentation.standing import about, failing, findings_of, with_finding
from governance.presentation.structure import Structure

NEWEST = 20


class OrganizationPage:
    """One organisation as one user may see it on one day; every part is read when it is shown."""

    def __init__(self, organization: PartyOrganization, user: User, day: Day):
        self.organization, self.user, self.day, self.on = organization, user, day, day.on
        self.key = (BodyKind.ORGANIZATION.value, organization.pk)

    @cached_property
    def structure(self) -> Structure:
        """The organisation with everything below it in the same tree."""
        this = self.organization
        below = existing_organizations(self.on).filter(
            tree_id=this.tree_id, lft__gte=this.lft, rght__lte=this.rght
        )
        inside = Q(organization__tree_id=this.tree_id, organization__lft__gte=this.lft)
        return Structure(
            school=None,
            on=self.on,
            organizations=list(below),
            posts=list(Post.objects.filter(organization=this).order_by("pk")),
            assignments=list(
                RoleAssignment.objects.as_of(self.on).filter(organization=this).select_related("person")
            ),
            terms={term.organization_id: term for term in this.terms.as_of(self.on)},
            branch_members=branch_members(inside & Q(organization__rght__lte=this.rght), self.on),
        )

    @cached_property
    def status(self) -> OrganizationStatus | None:
        """The state with its period and document, on the day."""
        return next((status for status in self.statuses if status.holds_on(self.on)), None)

    @property
    def state(self) -> str | None:
        """The state on the day; None if the organisation does not exist then."""
        return self.status and self.status.get_state_display()

    @property
    def is_running(self) -> bool:
        """Whether it is in ordinary work on the day."""
        return self.status is not None and self.status.state == OrgState.ACTIVE

    @cached_property
    def holders(self) -> list[tuple[Post, RoleAssignment]]:
        """Posts and who holds them, the leader first."""
        return self.structure.leaders_of(self.key)

    @cached_property
    def vacancies(self) -> list[Vacancy]:
        """The empty seats."""
        return self.structure.vacancies_of.get(self.key, [])

    @cached_property
    def above(self) -> tuple[PartyOrganization | None, bool]:
        """The organisation above, and whether the user may look at it."""
        upper = self.organization.parent or self.organization.superior
        seen = upper and PartyOrganization.objects.visible_to(self.user).filter(pk=upper.pk).exists()
        return upper, bool(seen)

    @cached_property
    def forerunners(self) -> list[PartyOrganization]:
        """What it was made from or has taken in, as far as the user may see it."""
        return list(forerunners_of(self.organization).visible_to(self.user))

    @cached_property
    def heirs(self) -> list[PartyOrganization]:
        """What was made from it or took it in, as far as the user may see it."""
        return list(heirs_of(self.organization).visible_to(self.user))

    @cached_property
    def former(self) -> list[RoleAssignment]:
        """Who held a post before, the latest first."""
        ended = RoleAssignment.objects.filter(organization=self.organization, period__endswith__lte=self.on)
        return list(ended.select_related("person", "post").order_by("-period")[:NEWEST])

    @cached_property
    def members(self) -> Members:
        """Formal members of the organisation and below."""
        return self.structure.members_of(self.organization)

    @cached_property
    def people(self) -> list[PartyMembership]:
        """The members by name; empty for users who may only see numbers."""
        school = self.organization.school
        if school is None or not may_see_members(self.user, self.organization):
            return []
        own = Q(organization=self.organization) | Q(party_group=self.organization)
        member = stage_conditions(self.on, "person__")[2]
        found = PartyMembership.objects.visible_to(self.user).as_of(self.on).filter(own, member)
        return list(
            found.select_related("person", "party_group").order_by("person__sort_key", "person__number")
        )

    @property
    def temporary(self) -> int:
        """How many of the listed members are here for a time only, and counted elsewhere."""
        return sum(membership.kind == MembershipKind.TEMPORARY for membership in self.people)

    @cached_property
    def units(self):
        """Host units with their periods, the present ones first."""
        return list(self.organization.hosts.select_related("unit").order_by("-period"))

    @cached_property
    def coverages(self):
        """Schools and other units a joint branch covers."""
        return list(self.organization.coverages.as_of(self.on).select_related("school"))

    @cached_property
    def children(self) -> list[PartyOrganization]:
        """Organisations directly below in the same tree."""
        return [o for o in self.structure.organizations if o.parent_id == self.organization.pk]

    @cached_property
    def subordinates(self) -> list[PartyOrganization]:
        """Organisations of other schools that report here, as far as the user may see them."""
        found = existing_organizations(self.on).filter(superior=self.organization)
        return list(found.visible_to(self.user).select_related("school"))

    @cached_property
    def findings(self) -> list[FindingRow]:
        """What the rules found, what is waived last, on the organisation, its terms and its posts."""
        number = self.organization.number
        on = self.day.seen_on
        wanted = (
            about(on, subject_kind="organization", subject_number=number)
            | about(on, subject_kind="term", subject_number__startswith=f"{number}@")
            | about(on, subject_kind="assignment", subject_number__startswith=f"organization:{number}:")
        )
        found = failing(on).visible_to(self.user).filter(wanted).order_by("is_waived", "severity")
        rows = findings_of(with_finding(found, "jurisdiction"))
        return finding_rows(rows, self.user, mending=self.day.is_today)

    @cached_property
    def terms(self):
        """All terms, the latest first."""
        return list(self.organization.terms.order_by("-period"))

    @cached_property
    def statuses(self):
        """All states, the latest first."""
        return list(self.organization.statuses.select_related("document").order_by("-period"))

    @cached_property
    def changes(self) -> list[ChangeSet]:
        """Changes that touched the organisation, the newest first."""
        touched = ChangeSet.objects.visible_to(self.user).filter(
            details__contains=[{"number": self.organization.number}]
        )
        touched = changes_by(touched, self.day)
        return list(touched.select_related("actor", "school__jurisdiction", "jurisdiction")[:NEWEST])

    @property
    def notes(self) -> list[str]:
        """What cannot be shown as it was; of today everything can."""
        return []

    @property
    def people_refusal(self) -> str:
        """Why the user sees no names; empty if the user may."""
        school = self.organization.school
        return may_see_members(self.user, self.organization).reason if school else ""

    @property
    def names_lead_on(self) -> bool:
        """Whether the user may open the pages of the people named."""
        return bool(may_see_people(self.user, self.organization.school))

    @property
    def may_act(self) -> bool:
        """Whether the user may do anything with the organisation by an action of the chart."""
        this = self.organization
        return bool(this.school and (self.edit_url or may_edit_branch(self.user, this)))

    @property
    def edit_url(self) -> str:
        """The form of the organisation, for users who may change it, or decide while it is applied for."""
        this = self.organization
        if this.school is None:
            may = may_edit_jurisdiction(self.user, this.jurisdiction)
        elif this.state == OrgState.SUBMITTED:
            may = may_edit(self.user, this.school) or may_approve(self.user, this.school)
        else:
            may = may_edit(self.user, this.school)
        return admin_url("governance_partyorganization", "change", this.pk) if may else ""
