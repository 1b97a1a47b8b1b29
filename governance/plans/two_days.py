"""What differs between two days of one school: as marked charts, by body, by person, by finding."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_see_people
from governance.history.past import end_of
from governance.models import ChangeSet, Finding, OrganizationStatus, PartyMembership, RoleAssignment
from governance.plans.comparison import REMOVED, Comparison, Difference, compare
from governance.plans.marked_charts import drawn, legend, mark_words
from governance.plans.members_then import members_then
from governance.plans.outcome import chart_as_json
from governance.plans.people import PersonChange, people_changed
from governance.plans.said import Moved, people_rows
from governance.presentation.chart_view import EVERYTHING
from governance.presentation.findings import FindingRow, finding_rows
from governance.presentation.loading import load_structure
from governance.presentation.school_chart import SchoolChart
from governance.presentation.structure import Structure
from schools.models import School


@dataclass(frozen=True, slots=True)
class Span:
    """Two days, the earlier first; ``known_on`` asks for what the register knew at its end."""

    first: date
    last: date
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class BodyRow:
    """What became of one body, and the changes that did it."""

    difference: Difference
    word: str
    changes: tuple[ChangeSet, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Whose branch or posts differ, and the changes that did it."""

    person: Moved
    changes: tuple[ChangeSet, ...]


class TwoDays:
    """A school on two days, as one user may see it; every part is read when it is shown."""

    def __init__(self, school: School, user: User, span: Span):
        self.school, self.user, self.span = school, user, span
        self.sees_people = bool(may_see_people(user, school))

    @cached_property
    def before(self) -> Structure:
        """The school on the earlier day."""
        return load_structure(self.school, self.span.first, self.span.known_on)

    @cached_property
    def after(self) -> Structure:
        """The school on the later day."""
        return load_structure(self.school, self.span.last, self.span.known_on)

    @cached_property
    def comparison(self) -> Comparison:
        """What differs, body by body."""
        return compare(self.before, self.after)

    @cached_property
    def charts(self) -> list[tuple[str, str, SafeString]]:
        """Both charts: what goes is marked on the earlier, everything else on the later day."""
        marks = self.comparison.marks
        gone = {key: mark for key, mark in marks.items() if mark == REMOVED}
        sides = (
            ("before", self.span.first, self.before, gone),
            ("after", self.span.last, self.after, marks),
        )
        return [
            (name, day.isoformat(), drawn(name, chart_as_json(_chart(structure), shown)))
            for name, day, structure, shown in sides
        ]

    @property
    def legend(self) -> list[tuple[str, str, str]]:
        """What the marks mean."""
        return legend()

    @cached_property
    def bodies(self) -> list[BodyRow]:
        """The bodies that differ."""
        words = mark_words()
        found = self.comparison.differences
        return [BodyRow(one, words[one.mark], self._changes_about(one.key)) for one in found]

    @cached_property
    def people(self) -> tuple[list[PersonRow], int]:
        """Whose posts or branch differ, and how many more people the user may only count."""
        rows, more = [], 0
        for one in self._people_differing:
            moved, uncounted = people_rows([asdict(one)], sees_people=self.sees_people)
            rows += [PersonRow(row, self._changes_about(one.number, _kinds(row))) for row in moved]
            more += uncounted
        return rows, more

    @cached_property
    def _people_differing(self) -> list[PersonChange]:
        members = (
            members_then(self.before, self.span.known_on),
            members_then(self.after, self.span.known_on),
        )
        return people_changed(self.before, self.after, members)

    @cached_property
    def opened(self) -> list[FindingRow]:
        """Findings that stood on the later day only."""
        return self._findings(self.after.findings, self.before.findings)

    @cached_property
    def closed(self) -> list[FindingRow]:
        """Findings that stood on the earlier day only."""
        return self._findings(self.before.findings, self.after.findings)

    def _findings(self, these: Iterable[Finding], those: Iterable[Finding]) -> list[FindingRow]:
        others = {finding.pk for finding in those}
        return finding_rows([f for f in these if f.pk not in others], self.user, mending=False)

    @cached_property
    def changes(self) -> list[ChangeSet]:
        """The changes that took effect after the earlier and by the later day, the newest first."""
        found = ChangeSet.objects.visible_to(self.user).filter(
            school=self.school, effective_on__gt=self.span.first, effective_on__lte=self.span.last
        )
        if self.span.known_on is not None:
            found = found.filter(recorded_at__lt=end_of(self.span.known_on))
        return list(found.select_related("actor", "school__jurisdiction", "jurisdiction"))

    def _changes_about(self, number: str, kinds: Collection[str] = ()) -> tuple[ChangeSet, ...]:
        """Return the changes of rows of these kinds, of all if none is named, that speak of the number."""
        return tuple(change for change in self.changes if number in _numbers(change, kinds))

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.comparison.differences or self._people_differing or self.opened or self.closed)

    @property
    def notes(self) -> list[str]:
        """What the comparison cannot show as it was."""
        if self.span.known_on is not None:
            return [_("只比较当时已经登记的内容，之后的补登和更正不计。")]
        return [_("按现在登记的内容比较；两天之间出现又消除的检查发现、任而又免的职务不列出。")]


def _chart(structure: Structure):
    return SchoolChart(structure, EVERYTHING).chart()


def _kinds(person: Moved) -> set[str]:
    """Return which rows made what is shown of the person differ.

    Whoever may read of somebody that he holds a post, but not in which branch he is, is not led to the
    change of his branch.
    """
    kinds = set()
    if person.branch:
        kinds.add(PartyMembership._meta.model_name)
    if person.ended or person.begun:
        kinds.add(RoleAssignment._meta.model_name)
    return kinds


def _numbers(change: ChangeSet, kinds: Collection[str] = ()) -> set[str]:
    """Return the register numbers a change speaks of; those of dated rows are made from several."""
    rows = (row for row in change.details if not kinds or row.get("kind") in kinds)
    return {part for row in rows for part in row.get("number", "").split(":")}


def first_record(school: School) -> date | None:
    """Return the first day on which the school has a unit or an organisation; None while it has neither."""
    starts = (
        school.units.order_by("period").values_list("period", flat=True).first(),
        OrganizationStatus.objects.filter(organization__school=school)
        .order_by("period")
        .values_list("period", flat=True)
        .first(),
    )
    return min((period.lower for period in starts if period), default=None)
