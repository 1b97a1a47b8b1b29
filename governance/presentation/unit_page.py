"""What the page of a unit shows."""

from django.db.models import Case, When
from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import may_edit, may_see_people
from governance.choices import BodyKind
from governance.domain.vacancies import Vacancy
from governance.models import ChangeSet, HostUnit, Post, RoleAssignment
from governance.presentation.day import Day
from governance.presentation.findings import FindingRow, finding_rows
from governance.presentation.members import stage_conditions
from governance.presentation.mending import admin_url
from governance.presentation.other_days import changes_by
from governance.presentation.standing import about, failing, findings_of, with_finding
from governance.presentation.structure import Structure
from schools.models import Person, Unit, UnitMembership

NEWEST = 20


class UnitPage:
    """One unit as one user may see it on one day; every part is read when it is shown."""

    def __init__(self, unit: Unit, user: User, day: Day):
        self.unit, self.user, self.day, self.on = unit, user, day, day.on
        self.key = (BodyKind.UNIT.value, unit.pk)

    @cached_property
    def structure(self) -> Structure:
        """The unit with its posts."""
        return Structure(
            school=None,
            on=self.on,
            units=[self.unit],
            posts=list(Post.objects.filter(unit=self.unit).order_by("pk")),
            assignments=list(
                RoleAssignment.objects.as_of(self.on).filter(post__unit=self.unit).select_related("person")
            ),
        )

    @cached_property
    def holders(self) -> list[tuple[Post, RoleAssignment]]:
        """Posts and who holds them, the head first."""
        return self.structure.leaders_of(self.key)

    @cached_property
    def vacancies(self) -> list[Vacancy]:
        """The empty seats."""
        return self.structure.vacancies_of.get(self.key, [])

    @cached_property
    def former(self) -> list[RoleAssignment]:
        """Who held a post before, the latest first."""
        ended = RoleAssignment.objects.filter(post__unit=self.unit, period__endswith__lte=self.on)
        return list(ended.select_related("person", "post").order_by("-period")[:NEWEST])

    @cached_property
    def counts(self) -> tuple[int, int]:
        """People of the unit, and how many of them are Party members."""
        here = self.unit.memberships.as_of(self.on)
        return here.count(), here.filter(stage_conditions(self.on, "person__")[2]).count()

    @cached_property
    def people(self) -> list[Person]:
        """The people by name, with ``is_member``; empty for users who may only see numbers."""
        if not may_see_people(self.user, self.unit.school):
            return []
        here = UnitMembership.objects.as_of(self.on).filter(unit=self.unit).values("person")
        member = stage_conditions(self.on)[2]
        found = Person.objects.visible_to(self.user).filter(pk__in=here)
        return list(
            found.annotate(is_member=Case(When(member, then=True), default=False)).order_by(
                "sort_key", "number"
            )
        )

    @cached_property
    def branches(self) -> list[HostUnit]:
        """Organisations that stand, or stood, on the unit; the present ones first."""
        return list(self.unit.hosted.select_related("organization").order_by("-period"))

    @property
    def above(self) -> Unit | None:
        """The unit above."""
        return self.unit.parent

    @cached_property
    def children(self) -> list[Unit]:
        """Units directly below."""
        return list(self.unit.children.as_of(self.on))

    @cached_property
    def findings(self) -> list[FindingRow]:
        """What was found on the unit's posts and the organisations that stand on it; what is waived last."""
        numbers = [host.organization.number for host in self.branches if host.holds_on(self.on)]
        on, of_unit = self.day.seen_on, f"unit:{self.unit.number}:"
        wanted = about(on, subject_kind="assignment", subject_number__startswith=of_unit)
        wanted |= about(on, subject_kind="organization", subject_number__in=numbers)
        found = failing(on).visible_to(self.user).filter(wanted).order_by("is_waived", "severity")
        rows = findings_of(with_finding(found, "jurisdiction"))
        return finding_rows(rows, self.user, mending=self.day.is_today)

    @cached_property
    def changes(self) -> list[ChangeSet]:
        """Changes that touched the unit, the newest first."""
        touched = ChangeSet.objects.visible_to(self.user).filter(
            details__contains=[{"number": self.unit.number}]
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
        school = self.unit.school
        return may_see_people(self.user, school).reason if school else ""

    @property
    def edit_url(self) -> str:
        """The form of the unit, for users who may change it."""
        may = may_edit(self.user, self.unit.school)
        return admin_url("schools_unit", "change", self.unit.pk) if may else ""
