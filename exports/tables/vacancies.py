"""空缺: a row for each post with empty seats; what is vacant is counted where the pages count it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from exports.places import Place
from exports.tables.table import Cell, Column, Filter, Filters, Table, equals, field, yes
from governance.choices import BodyKind, Role
from governance.domain.empty_seats import empty_seats
from governance.domain.facts import load_facts
from governance.domain.vacancies import Vacancy
from governance.facts import SchoolFacts
from governance.models import LeadingGroup
from schools.models import School

#: Schools looked at together: their facts are in memory at the same time.
TOGETHER = 100
#: How many rows of a table of rows of the database a school is worth, when it is asked who may wait.
_WORTH = 20


@dataclass(frozen=True, slots=True)
class Empty:
    """Empty seats of one post of a school."""

    school: School
    body: str
    vacancy: Vacancy

    @property
    def body_kind(self) -> str:
        """The kind of the body."""
        return self.vacancy.body[0]

    @property
    def role(self) -> str:
        """The role of the post."""
        return self.vacancy.role


class Vacancies(Table):
    """Empty seats, worked out from the facts of the schools, some of them at a time."""

    def found(self, place: Place, on: date, filters: Filters) -> Iterator[Empty]:
        """Yield the empty seats that pass the filters."""
        kept = {one.key: filters[one.key] for one in self.filters if filters.get(one.key) in one.values()}
        schools = list(place.schools_on(on).select_related("jurisdiction").order_by("code"))
        for start in range(0, len(schools), TOGETHER):
            for row in _of_schools(schools[start : start + TOGETHER], on):
                if all(getattr(row, key) == value for key, value in kept.items()):
                    yield row

    def count(self, place: Place, on: date, filters: Filters) -> int:
        """Return how many rows the export has."""
        return sum(1 for _row in self.found(place, on, filters))

    def size(self, place: Place, on: date, filters: Filters) -> int:
        """Return about how many rows have to be read."""
        return place.schools_on(on).count() * _WORTH

    def read(
        self, place: Place, on: date, filters: Filters, columns: Sequence[Column]
    ) -> Iterator[list[Cell]]:
        """Yield the cells row by row."""
        for row in self.found(place, on, filters):
            yield [column.value(row) for column in columns]

    def preview(
        self, place: Place, on: date, filters: Filters, columns: Sequence[Column], limit: int
    ) -> list[list[Cell]]:
        """Return the first rows; no school is looked at after them."""
        found = islice(self.found(place, on, filters), limit)
        return [[column.masked(row) for column in columns] for row in found]


def _of_schools(schools: Sequence[School], on: date) -> Iterator[Empty]:
    facts = load_facts([school.pk for school in schools], on)
    empty = empty_seats(facts, on)
    groups = dict(LeadingGroup.objects.filter(school__in=schools).values_list("pk", "name"))
    for school in schools:
        names = _names(facts[school.pk], school, groups)
        for vacancy in empty[school.pk]:
            yield Empty(school, names.get(vacancy.body, ""), vacancy)


def _names(facts: SchoolFacts, school: School, groups: Mapping[int, str]) -> dict[tuple[str, int], str]:
    organizations = {(BodyKind.ORGANIZATION.value, org.id): org.full_name or org.name for org in facts.orgs}
    units = {(BodyKind.UNIT.value, unit.id): unit.name for unit in facts.units}
    of_groups = {(BodyKind.GROUP.value, pk): name for pk, name in groups.items()}
    return {(BodyKind.SCHOOL.value, school.pk): school.name} | organizations | units | of_groups


def _title(row: Any) -> str:
    return row.vacancy.title or str(Role(row.role).label)


VACANCIES = Vacancies(
    "vacancies",
    _("职务空缺"),
    _("每个有空缺的职务一行：职数、现有人数、空缺数。"),
    (
        Column("place", _("行政区划"), field("school__jurisdiction__name"), 12),
        Column("school_code", _("学校标识码"), field("school__code"), 13),
        Column("school", _("学校"), field("school__name"), 26),
        Column("body", _("机构"), field("body"), 36),
        Column("title", _("职务"), _title, 14),
        Column("seats", _("职数"), field("vacancy__seats"), 7),
        Column("filled", _("现有"), field("vacancy__filled"), 7),
        Column("empty", _("空缺"), field("vacancy__empty"), 7),
        Column("acted", _("有人主持工作"), yes("vacancy__is_acted"), 12),
    ),
    lambda place, on: place.schools_on(on),
    filters=(
        Filter("body_kind", _("机构种类"), BodyKind.choices, equals("body_kind")),
        Filter("role", _("职务种类"), Role.choices, equals("role")),
    ),
)
